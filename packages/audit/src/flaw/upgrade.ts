import type { ReadAdvisory, ReadVersion, VersionScheme } from '../match/index.ts';
import type { Flaw, Upgrade } from './types.ts';

/** Candidates looked at. Each is held against every record of the package. */
const LOOKED_AT = 128;

type Candidate = { readonly text: string; readonly at: ReadVersion };

const candidatesOf = (
  fixes: readonly string[],
  version: string,
  scheme: VersionScheme,
): readonly Candidate[] => {
  const now = scheme.read(version);
  const early = now === undefined || scheme.isPrerelease(now);
  const byKey = new Map<string, Candidate>();
  for (const text of fixes) {
    const at = scheme.read(text);
    const key = scheme.key(text);
    // Nobody who runs releases is sent to a pre-release.
    if (at === undefined || key === undefined || byKey.has(key) || (!early && scheme.isPrerelease(at)))
      continue;
    if (now !== undefined && scheme.compare(at, now) <= 0) continue;
    byKey.set(key, { text, at });
  }
  return [...byKey.values()].sort((a, b) => scheme.compare(a.at, b.at)).slice(0, LOOKED_AT);
};

/**
 * The smallest version, of those that the advisories name as fixed, that leaves the fewest flaws, counting those that it
 * would bring in. What a resolver or other packages say of it is the fix plan's to find out.
 * @returns undefined where no step makes it better.
 */
export const suggestUpgrade = (
  flaws: readonly Flaw[],
  groups: readonly (readonly ReadAdvisory[])[],
  version: string,
  scheme: VersionScheme,
): Upgrade | undefined => {
  const candidates = candidatesOf(
    flaws.flatMap(({ fixed }) => fixed),
    version,
    scheme,
  );
  const unfixed = flaws.filter(({ fixed }) => fixed.length === 0).length;
  let best: Upgrade | undefined;
  const look = ({ text }: Candidate): void => {
    const worth = best?.leaves ?? flaws.length;
    let leaves = 0;
    for (const group of groups) {
      if (group.some(({ judge }) => judge(text).kind !== 'unaffected')) leaves += 1;
      if (leaves >= worth) return;
    }
    best = { to: text, ends: flaws.length - leaves, leaves };
  };
  // Nothing before the last of the first fixes can end all that has one: there the best is most likely found at once.
  const last = candidates.findIndex(({ at }) =>
    flaws.every(({ fixed: [first] }) => {
      const end = first === undefined ? undefined : scheme.read(first);
      return end === undefined || scheme.compare(end, at) <= 0;
    }),
  );
  for (const candidate of last === -1 ? [] : candidates.slice(last)) {
    look(candidate);
    if (best !== undefined && best.leaves <= unfixed) return best;
  }
  best = undefined;
  for (const candidate of candidates) look(candidate);
  if (best !== undefined) return best;
  // What ends these flaws may begin others: then it is the fix of one of those that ends all.
  const later = groups.flatMap((group) => group.flatMap(({ fixes }) => fixes.map(({ text }) => text)));
  for (const candidate of candidatesOf(later, version, scheme)) look(candidate);
  return best;
};
