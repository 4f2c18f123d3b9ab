import type { ReadAdvisory } from './advisory.ts';
import type { VersionScheme } from './scheme.ts';

/** Candidates looked at: each is held against every advisory, and a hostile record may name any number. */
const LOOKED_AT = 256;

/**
 * Versions after `version` that an advisory calls fixed and that it does not itself list as affected, smallest first, one
 * spelling each. Empty: no fix is known.
 */
export const fixesAfter = (
  advisories: readonly ReadAdvisory[],
  version: string,
  scheme: VersionScheme,
): readonly string[] => {
  const now = scheme.read(version);
  if (now === undefined) return [];
  const byKey = new Map<string, ReadAdvisory['fixes'][number]>();
  for (const { fixes } of advisories) {
    for (const fix of fixes) {
      if (scheme.compare(fix.at, now) <= 0) continue;
      const key = scheme.key(fix.text) ?? fix.text;
      const before = byKey.get(key);
      // Two spellings of one version: the shorter, then the lesser text, whatever the order of the records.
      if (
        before === undefined ||
        fix.text.length < before.text.length ||
        (fix.text.length === before.text.length && fix.text < before.text)
      ) {
        byKey.set(key, fix);
      }
    }
  }
  return [...byKey.values()]
    .sort((a, b) => scheme.compare(a.at, b.at))
    .slice(0, LOOKED_AT)
    .filter(({ text }) => advisories.every(({ judge }) => judge(text).kind === 'unaffected'))
    .map(({ text }) => text);
};
