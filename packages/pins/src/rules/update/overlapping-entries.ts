import type { Rule } from '@custody/findings';
import { directoryPath, hasGlob, matchesPath } from '../../update/dependabot/glob.ts';
import { dependabotIn } from '../../update/dependabot/read.ts';
import type { UpdateEntry } from '../../update/dependabot/types.ts';
import type { YamlScalar } from '../../yaml/types.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'update/overlapping-entries',
  title: 'No two entries of the update bot look at one folder',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'GitHub, Dependabot options reference',
  why: 'Dependabot refuses a file in which two entries have one ecosystem, folder and branch: then nothing at all is updated.',
  todo: 'Make one entry of them.',
};

const meets = (a: UpdateEntry, one: YamlScalar, b: UpdateEntry, other: YamlScalar): boolean => {
  const [left, right] = [one.value, other.value];
  const [patternLeft, patternRight] = [
    a.directoryList !== undefined && hasGlob(left),
    b.directoryList !== undefined && hasGlob(right),
  ];
  if (patternLeft && patternRight) return directoryPath(left) === directoryPath(right);
  if (patternLeft) return matchesPath(left, directoryPath(right));
  if (patternRight) return matchesPath(right, directoryPath(left));
  return directoryPath(left) === directoryPath(right);
};

/** More entries than any file has are not compared with each other. */
const MOST = 400;

/** Entries of Dependabot for the same ecosystem, folder and branch. */
export const overlappingEntries: PinRule = {
  rule,
  *judge(view) {
    const reading = view.once(dependabotIn);
    if (reading?.kind !== 'read') return;
    const { updates, file } = reading.dependabot;
    const byKey = new Map<string, { readonly entry: UpdateEntry; readonly directory: YamlScalar }[]>();
    for (const entry of updates) {
      const key = `${entry.ecosystem?.value ?? ''} ${entry.targetBranch?.value ?? ''}`;
      const seen = byKey.get(key) ?? [];
      byKey.set(key, seen);
      for (const directory of entry.directories.slice(0, MOST)) {
        const before = seen.find((one) => meets(one.entry, one.directory, entry, directory));
        if (before === undefined) {
          if (seen.length < MOST) seen.push({ entry, directory });
          continue;
        }
        yield {
          kind: 'found',
          at: placeAt(file, directory.range),
          related: [placeAt(file, before.directory.range, 'the other one')],
          message: `Two entries for ${entry.ecosystem?.value.slice(0, 60) ?? 'nothing'} look at ${quoted(directory.value)}.`,
          key: `${key} ${directory.value}`,
        };
      }
    }
  },
};
