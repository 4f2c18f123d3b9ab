import { insertBefore, insertFirst } from '../../fix/insert.ts';
import type { Splice } from '../../fix/apply.ts';
import type { ShellScript, ShellWord } from '../../shell/types.ts';
import { environmentOf, type StepAt } from '../../workflow/each.ts';
import { defaultShell } from '../../workflow/jobs.ts';
import { entryOf, mapOf, scalarOf } from '../../yaml/get.ts';
import { placeIn } from '../../yaml/place.ts';
import type { YamlScalar } from '../../yaml/types.ts';
import type { Mend } from '../rule.ts';
import type { Expression } from './expressions.ts';

/** An expression in a script, and the context that it takes its text from. */
type Named = Expression & { readonly path: string };

/** `github.event.issue.title` → `ISSUE_TITLE`, `inputs.tag-name` → `INPUT_TAG_NAME`. */
const variableFor = (path: string): string => {
  const plain = path.replace(/^github\.(?:event\.)?/, '').replace(/^inputs\./, 'input.');
  return plain
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
};

/** The innermost word in which the expression stands: words of a substitution stand within words. */
const wordAround = ({ commands }: ShellScript, start: number, end: number): ShellWord | undefined => {
  let found: ShellWord | undefined;
  for (const { words, assignments, redirects } of commands)
    for (const word of [
      ...words,
      ...assignments.map(({ value }) => value),
      ...redirects.filter(({ operator }) => !operator.startsWith('<<')).map(({ target }) => target),
    ])
      if (word.start <= start && end <= word.end && (found === undefined || word.start >= found.start))
        found = word;
  return found;
};

/** `cmd` is read like others for its commands, and writes its variables in another way. */
const isCmd = ({ step, ...at }: StepAt): boolean =>
  [
    scalarOf(step.node, 'shell'),
    ...(at.kind === 'workflow' ? [defaultShell(at.job.node), defaultShell(at.workflow.root)] : []),
  ]
    .find((one) => one !== undefined)
    ?.value.startsWith('cmd') === true;

/** In which quotes of a word a place stands; `undefined` where a substitution before it makes that hard to tell. */
const quotesAt = (text: string, from: number, to: number): 'none' | 'single' | 'double' | undefined => {
  let within: 'none' | 'single' | 'double' = 'none';
  for (let index = from; index < to; index += 1) {
    const char = text[index];
    if (text.startsWith('${{', index)) index = text.indexOf('}}', index) + 1;
    else if (
      within !== 'single' &&
      (char === '`' || text.startsWith('$(', index) || text.startsWith("$'", index))
    )
      return undefined;
    else if (within !== 'single' && char === '\\') index += 1;
    else if (char === "'" && within !== 'double') within = within === 'single' ? 'none' : 'single';
    else if (char === '"' && within !== 'single') within = within === 'double' ? 'none' : 'double';
  }
  return within;
};

const WRITTEN = { none: ['"', '"'], single: [`'"`, `"'`], double: ['', ''] } as const;

const inScript = (script: YamlScalar, shell: ShellScript, one: Named, name: string): Splice | undefined => {
  const { start, end } = one;
  const word = wordAround(shell, start, end);
  const quotes = word && quotesAt(script.value, word.start, start);
  if (quotes === undefined) return undefined;
  // A plain text that begins with a quote is a quoted text.
  if (script.style === 'plain' && start === 0) return undefined;
  const range = placeIn(script, start, end);
  const written = script.source.bytes.subarray(range.start, range.end);
  if (Buffer.from(written).toString() !== script.value.slice(start, end)) return undefined;
  const [open, close] = WRITTEN[quotes];
  return { range, text: `${open}\${${name}}${close}` };
};

const environmentSplice = (at: StepAt, lines: readonly string[]): Splice | undefined => {
  const { node } = at.step;
  const there = mapOf(node, 'env');
  if (there !== undefined) return insertFirst(there, lines);
  const run = entryOf(node, 'run');
  if (run === undefined || node.byKey.has('env')) return undefined;
  return insertBefore(node, run, ['env:', ...lines.map((line) => `  ${line}`)]);
};

/** Whether the script or its environment has a use of its own for the name. */
const isTaken = (at: StepAt, script: YamlScalar, name: string): boolean =>
  environmentOf(at).some((one) => one.name === name) || new RegExp(`\\b${name}\\b`).test(script.value);

/**
 * Hands the texts to the script in variables: all of a step at once, since they share one `env:`. Nothing where a shell does not read the
 * script, or where one of the places is such that only a person can write it. Words are no longer split: a person should look.
 */
export const environmentMend = (at: StepAt, found: readonly Named[]): Mend | undefined => {
  const { run } = at.step;
  if (run?.language !== 'posix' || run.script.via !== undefined || run.script.style === 'double' || isCmd(at))
    return undefined;
  const shell = run.shell();
  if (shell.problems.length > 0) return undefined;
  const bySource = new Map<string, string>();
  const splices: Splice[] = [];
  for (const one of found) {
    let name = bySource.get(one.source);
    if (name === undefined) {
      name = variableFor(one.path);
      // Two expressions over one context are two values.
      const twice = [...bySource.values()].includes(name);
      if (!/^[A-Z][A-Z0-9_]*$/.test(name) || twice || isTaken(at, run.script, name)) return undefined;
      bySource.set(one.source, name);
    }
    const splice = inScript(run.script, shell, one, name);
    if (splice === undefined) return undefined;
    splices.push(splice);
  }
  const lines = [...bySource].map(([source, name]) => `${name}: \${{ ${source} }}`);
  // A quote or a colon in an expression would need a text in quotes.
  if (lines.some((line) => /[\n\r]|: .*: | #/.test(line))) return undefined;
  const environment = environmentSplice(at, lines);
  if (environment === undefined) return undefined;
  const names = [...bySource.values()].join(', ');
  return {
    title: `hand it over in ${names}`,
    safety: 'unsafe',
    edits: [
      {
        path: at.file.path,
        splices: [environment, ...splices].sort((a, b) => a.range.start - b.range.start),
      },
    ],
  };
};
