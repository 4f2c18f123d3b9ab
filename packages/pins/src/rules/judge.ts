import type { Finding, Location, Unknown } from '@custody/findings';
import type { RepositoryView } from '../repository/view.ts';
import { ignoredInline, inlineIgnores } from './inline.ts';
import type { Mend, Observation, PathPlace, PinRule, Place, Undecided } from './rule.ts';

/** What rules said of a repository. `mends` are those of `findings`, at the same index. */
export type RepositoryJudgement = {
  readonly findings: readonly Finding[];
  readonly mends: readonly (Mend | undefined)[];
  readonly unknowns: readonly Unknown[];
};

/** A hostile tree can break a rule in each of its lines: this many are told one by one, the others as a number. */
const TOLD = 200;

/** A place as findings show it; `prefix` is the root as the person named it. */
export const locationOf = (at: Place | PathPlace, prefix: string): Location => {
  const path = 'file' in at ? at.file.path : at.path;
  const file = prefix === '' ? path : path === '' ? prefix : `${prefix}/${path}`;
  const note = at.note === undefined ? {} : { note: at.note };
  if (!('file' in at)) return { file, ...note };
  return { file, position: { kind: 'text', ...at.file.positionAt(at.range.start) }, ...note };
};

const plainFindingOf = ({ rule }: PinRule, seen: Observation, prefix: string): Finding => {
  const { at, related = [], message, severity, confidence, todo, key, mend } = seen;
  const fix = mend && {
    title: mend.title,
    safety: mend.safety,
    ...(mend.command !== undefined && { command: mend.command }),
  };
  return {
    rule,
    message,
    locations: [locationOf(at, prefix), ...related.map((place) => locationOf(place, prefix))],
    ...(severity && { severity }),
    ...(confidence && { confidence }),
    ...(todo !== undefined && { todo }),
    ...(key !== undefined && { key }),
    ...(fix && { fix }),
  };
};

/** A finding, with the reason of a comment in the file that speaks of it: whether that counts is for the policy to say. */
const findingOf = (of: PinRule, seen: Observation, prefix: string): Finding => {
  const finding = plainFindingOf(of, seen, prefix);
  const inline = 'file' in seen.at ? ignoredInline(finding, inlineIgnores(seen.at.file))?.reason : undefined;
  return inline === undefined ? finding : { ...finding, inline };
};

const unknownOf = ({ rule }: PinRule, seen: Undecided, prefix: string): Unknown => ({
  rule,
  reason: seen.reason,
  location: locationOf(seen.at, prefix),
  ...(seen.required === false && { required: false }),
});

/** Judges a repository by rules, in their order; within one in the order in which it tells. Past 200 findings of a rule the rest is counted. */
export const judgeRepository = (
  rules: readonly PinRule[],
  view: RepositoryView,
  prefix = '',
): RepositoryJudgement => {
  const findings: Finding[] = [];
  const mends: (Mend | undefined)[] = [];
  const unknowns: Unknown[] = [];
  for (const rule of rules) {
    let told = 0;
    let first: Observation | undefined;
    for (const seen of rule.judge(view)) {
      if (seen.kind === 'unknown') {
        unknowns.push(unknownOf(rule, seen, prefix));
        continue;
      }
      told += 1;
      if (told <= TOLD) {
        findings.push(findingOf(rule, seen, prefix));
        mends.push(seen.mend);
      } else first ??= seen;
    }
    if (first === undefined) continue;
    const message = `${told - TOLD} more of the same, the first of them here.`;
    findings.push({
      rule: rule.rule,
      message,
      locations: [locationOf(first.at, prefix)],
      key: 'more of the same',
    });
    mends.push(undefined);
  }
  return { findings, mends, unknowns };
};
