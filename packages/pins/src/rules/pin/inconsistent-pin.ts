import type { Rule } from '@custody/findings';
import { commentVersion } from '../../resolution/lookup.ts';
import { type Mend, type Observation, type PinRule, placeAt } from '../rule.ts';
import { nameOf } from './about.ts';
import { pinnedUses, type RemoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/inconsistent-pin',
  title: 'The same action is pinned to one commit everywhere',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A pin that drifted from the others is one that updates do not reach: security fixes stop there first.',
  todo: 'Pin all of them to the newest one, and let the update bot look where the old one stands.',
};

const numbers = (version: string): readonly number[] => (version.match(/\d+/g) ?? []).slice(0, 6).map(Number);

/** Below 0 where `a` is the older version. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const versionOf = ({ uses }: RemoteUses): string | undefined =>
  uses.comment && commentVersion(uses.comment.text);

const shown = (at: RemoteUses): string => {
  const version = versionOf(at);
  return version === undefined ? at.target.ref.slice(0, 12) : `${at.target.ref.slice(0, 12)} (${version})`;
};

const mendOf = (old: RemoteUses, newest: RemoteUses): Mend | undefined => {
  const [from, to] = [versionOf(old), versionOf(newest)];
  const [before, after] = [old.uses.comment, newest.uses.comment];
  if (from === undefined || to === undefined || before === undefined || after === undefined) return undefined;
  // Another major version may want other inputs: a person has to look.
  const safety = numbers(from)[0] === numbers(to)[0] ? 'safe' : 'unsafe';
  const splices = [
    { range: old.target.refRange, text: newest.target.ref },
    { range: before.range, text: `# ${after.text}` },
  ];
  return { title: `pin it to ${to} as elsewhere`, safety, edits: [{ path: old.file.path, splices }] };
};

const judgeGroup = (group: readonly RemoteUses[]): readonly Observation[] => {
  const byCommit = new Map<string, RemoteUses[]>();
  for (const at of group) {
    const commit = at.target.ref.toLowerCase();
    const list = byCommit.get(commit);
    if (list === undefined) byCommit.set(commit, [at]);
    else list.push(at);
  }
  if (byCommit.size < 2) return [];
  // The newest by what the comments say; where they say nothing, the one that is used most.
  const [newest] = [...byCommit.values()].sort((a, b) => {
    const [left, right] = [a[0] && versionOf(a[0]), b[0] && versionOf(b[0])];
    const byVersion = left !== undefined && right !== undefined ? compareVersions(right, left) : 0;
    return byVersion || b.length - a.length;
  });
  const first = newest?.[0];
  if (first === undefined) return [];
  return [...byCommit.values()].flatMap((list) => {
    const [at] = list;
    if (list === newest || at === undefined) return [];
    const mends = list.flatMap((one) => mendOf(one, first) ?? []);
    const [mend] = mends;
    const edits = mends.flatMap((one) => one.edits);
    const [edit, ...others] = edits;
    return [
      {
        kind: 'found',
        at: placeAt(at.file, at.uses.node.range),
        message: `${nameOf(at.target)} is pinned to ${shown(at)} here${list.length > 1 ? ` and at ${list.length - 1} more` : ''}, and to ${shown(first)} elsewhere.`,
        related: [
          ...list.slice(1, 10).map((one) => placeAt(one.file, one.uses.node.range, 'the same')),
          placeAt(first.file, first.uses.node.range, 'the other pin'),
        ],
        key: `${nameOf(at.target)}@${at.target.ref}`,
        ...(mend && edit && { mend: { ...mend, edits: [edit, ...others] } }),
      } satisfies Observation,
    ];
  });
};

/** Actions that are pinned to several commits within the repository. */
export const inconsistentPin: PinRule = {
  rule,
  *judge(view) {
    const groups = new Map<string, RemoteUses[]>();
    for (const at of pinnedUses(view)) {
      const said = at.uses.comment?.text ?? '';
      // `# stable` and `# nightly` behind one action are two lines of it, each with pins of its own.
      const line = commentVersion(said) === undefined ? said : '';
      const name = `${nameOf(at.target).toLowerCase()} ${line}`;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [at]);
      else group.push(at);
    }
    for (const group of groups.values()) yield* judgeGroup(group);
  },
};
