import type { Rule } from '@custody/findings';
import { type StepAt, stepsIn } from '../../workflow/each.ts';
import { settingNamed } from '../../workflow/settings.ts';
import { placeIn } from '../../yaml/place.ts';
import { scalarOf, valueOf } from '../../yaml/get.ts';
import type { YamlScalar } from '../../yaml/types.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { environmentMend } from './environment-mend.ts';
import { type Expression, expressionsIn, outsiderIn, pathsIn } from './expressions.ts';
import { slugOf } from '../../workflow/slug.ts';

const rule: Rule = {
  id: 'workflow/template-injection',
  title: 'What outsiders write does not become part of a script',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: "Expressions are put into a script before the shell reads it: a title with a quote and a semicolon in it runs as commands, with the job's token and secrets.",
  attack:
    'In December 2024 a branch name with commands in it was run by a workflow of ultralytics, and malicious versions were published.',
  todo: 'Hand the value over in `env:`, and let the script read the variable: "$TITLE".',
};

/** Inputs of a manual run or a call that take any text. */
const freeInput = (at: StepAt, name: string): boolean => {
  const owner =
    at.kind === 'workflow'
      ? at.workflow.triggers.find(
          (one) =>
            one.name.startsWith('workflow_') && valueOf(valueOf(one.config, 'inputs'), name) !== undefined,
        )?.config
      : at.action.root;
  const type = scalarOf(valueOf(valueOf(owner, 'inputs'), name), 'type')?.value;
  return type === undefined || type === 'string';
};

const inputIn = (at: StepAt, source: string): string | undefined => {
  if (/[=!]=|^(?:contains|startsWith|endsWith|hashFiles|fromJSON)\s*\(/i.test(source)) return undefined;
  for (const path of pathsIn(source)) {
    const name = /^(?:github\.event\.)?inputs\.([\w-]+)$/.exec(path)?.[1];
    if (name !== undefined && freeInput(at, name)) return path;
  }
  return undefined;
};

/** The texts of a step that are run as code. */
const codeOf = ({ step }: StepAt): YamlScalar | undefined =>
  step.run?.script ??
  (slugOf(step) === 'actions/github-script' ? settingNamed(step.inputs, 'script')?.value : undefined);

/** An expression that puts a foreign text into code. */
type Injection = Expression & { readonly path: string; readonly outsider?: string };

const injectionsIn = (at: StepAt, code: YamlScalar): readonly Injection[] =>
  expressionsIn(code.value).flatMap((one): readonly Injection[] => {
    const outsider = outsiderIn(one.source);
    if (outsider !== undefined) return [{ ...one, path: outsider, outsider }];
    const input = inputIn(at, one.source);
    return input === undefined ? [] : [{ ...one, path: input }];
  });

/** Expressions in scripts that yield what an outsider wrote, or a free text input. */
export const templateInjection: PinRule = {
  rule,
  *judge(view) {
    for (const at of stepsIn(view)) {
      const code = codeOf(at);
      if (code === undefined || !code.value.includes('${{')) continue;
      const found = injectionsIn(at, code);
      if (found.length === 0) continue;
      const mend = environmentMend(at, found);
      for (const { source, start, end, outsider, path } of found) {
        yield {
          kind: 'found',
          at: placeAt(at.file, placeIn(code, start, end)),
          message:
            outsider === undefined
              ? `${quoted(source)} puts an input into a script; whoever starts or calls this writes what runs.`
              : `${quoted(source)} puts what an outsider wrote into a script.`,
          ...(outsider === undefined && { severity: 'low' as const, confidence: 'medium' as const }),
          key: path,
          ...(mend && { mend }),
        };
      }
    }
  },
};
