import type { Rule } from '@custody/findings';
import { locksIn } from '../../deps/locks.ts';
import { projectsIn } from '../../deps/projects.ts';
import { tableAt, tomlAt, type TomlFile } from '../../deps/toml.ts';
import { lineBreakOf } from '../../fix/insert.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'deps/cooldown-missing',
  title: 'The resolver leaves new releases alone for some days',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  why: 'Most poisoned releases are found and taken down within hours: a lock that is made three days later never sees them.',
  attack:
    'The releases of litellm and telnyx that were poisoned in March 2026 were taken down on the same day.',
  todo: 'Write `exclude-newer = "P3D"` under `[tool.uv]` (uv 0.9.17 or later), and lock again.',
};

/** The key behind the header of `[tool.uv]`, which every such table has on a line of its own. */
const mendOf = ({ file, places }: TomlFile, locked: boolean): Mend | undefined => {
  const [header] = places([['tool', 'uv']]);
  const { text } = file;
  const at = /^\[tool\.uv\][ \t]*(?:#[^\n]*)?\r?(?:\n|$)/m.exec(text);
  if (at === null || header === undefined) return undefined;
  const lineBreak = lineBreakOf(file);
  const end = at.index + at[0].length;
  const range = file.rangeOf(end, end);
  const before = at[0].endsWith('\n') ? '' : lineBreak;
  return {
    title: 'leave releases alone for three days',
    // A lock notes the setting: with it changed, `--locked` asks for a new lock.
    safety: locked ? 'unsafe' : 'safe',
    edits: [{ path: file.path, splices: [{ range, text: `${before}exclude-newer = "P3D"${lineBreak}` }] }],
  };
};

const isSet = (view: RepositoryView, toml: TomlFile, directory: string): boolean => {
  const beside = tomlAt(view, directory === '' ? 'uv.toml' : `${directory}/uv.toml`);
  const table = tableAt(toml.root, 'tool', 'uv');
  return [table, tableAt(table, 'pip'), beside?.root].some(
    (one) => one?.has('exclude-newer') === true || one?.has('exclude-newer-package') === true,
  );
};

/** A member of a workspace is resolved with its root, whose settings alone count (uv, "Workspaces"). */
const isMember = (directory: string, roots: readonly string[]): boolean =>
  roots.some((root) => root !== directory && (root === '' || directory.startsWith(`${root}/`)));

/** Projects that uv locks, and that take what was published a minute ago. */
export const cooldownMissing: PinRule = {
  rule,
  *judge(view) {
    const roots = view.once(locksIn).flatMap(({ format, directory }) => (format === 'uv' ? [directory] : []));
    for (const { toml, directory } of view.once(projectsIn)) {
      const table = tableAt(toml.root, 'tool', 'uv');
      const locked = roots.includes(directory);
      if (!locked && isMember(directory, roots)) continue;
      if ((table === undefined && !locked) || isSet(view, toml, directory)) continue;
      const [range = { start: 0, end: 0 }] = toml.places([['tool', 'uv']]);
      const mend = mendOf(toml, locked);
      yield {
        kind: 'found',
        at: placeAt(toml.file, range),
        message: `uv resolves ${locked ? 'uv.lock' : 'this project'} with releases of the last minute: no \`exclude-newer\` is set.`,
        ...(mend && { mend }),
      };
    }
  },
};
