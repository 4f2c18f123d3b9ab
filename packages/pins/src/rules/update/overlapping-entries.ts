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

/** What entries of one ecosystem and branch have named so far. */
type Named = { readonly folders: Map<string, YamlScalar>; readonly patterns: YamlScalar[] };

/** More patterns than any file has are not compared with folders. */
const MOST = 200;

/** The place where what is named here was named before; it is remembered where there is none. */
const before = (
  { folders, patterns }: Named,
  { directoryList }: UpdateEntry,
  directory: YamlScalar,
): YamlScalar | undefined => {
  const path = directoryPath(directory.value);
  if (directoryList === undefined || !hasGlob(directory.value)) {
    const found = folders.get(path) ?? patterns.find(({ value }) => matchesPath(value, path));
    if (found === undefined) folders.set(path, directory);
    return found;
  }
  const found =
    patterns.find(({ value }) => directoryPath(value) === path) ??
    [...folders].slice(0, MOST).find(([folder]) => matchesPath(directory.value, folder))?.[1];
  if (found === undefined && patterns.length < MOST) patterns.push(directory);
  return found;
};

/** Entries of Dependabot for the same ecosystem, folder and branch. */
export const overlappingEntries: PinRule = {
  rule,
  *judge(view) {
    const reading = view.once(dependabotIn);
    if (reading?.kind !== 'read') return;
    const { updates, file } = reading.dependabot;
    const byKey = new Map<string, Named>();
    for (const entry of updates) {
      const key = `${entry.ecosystem?.value ?? ''} ${entry.targetBranch?.value ?? ''}`;
      const named = byKey.get(key) ?? { folders: new Map(), patterns: [] };
      byKey.set(key, named);
      for (const directory of entry.directories) {
        const other = before(named, entry, directory);
        if (other === undefined) continue;
        yield {
          kind: 'found',
          at: placeAt(file, directory.range),
          related: [placeAt(file, other.range, 'the other one')],
          message: `Two entries for ${entry.ecosystem?.value.slice(0, 60) ?? 'nothing'} look at ${quoted(directory.value)}.`,
          key: `${key} ${directory.value}`,
        };
      }
    }
  },
};
