import type { OsvAffected } from '../types.ts';
import { judgeRange, type ReadRange, readRange } from './range.ts';
import type { ReadVersion, Schemes, VersionScheme } from './scheme.ts';

/** Whether an advisory applies to one version of a package. */
export type Applicability =
  | { readonly kind: 'affected' }
  | { readonly kind: 'unaffected' }
  /** It may or may not: each reason completes "cannot be judged: …". Never empty. */
  | { readonly kind: 'unknown'; readonly reasons: readonly [string, ...string[]] };

/** One `affected` entry, read for one package's scheme of versions, ready to be asked about many versions. */
export type ReadAffected = {
  readonly judge: (version: string) => Applicability;
  /** Versions that end a range, unsorted, as written. */
  readonly fixes: readonly { readonly text: string; readonly at: ReadVersion }[];
};

/** Asked more often than this, a list is worth an index. */
const ASKED = 8;

/** Whether the list names the version in any spelling. */
const listHolder = (listed: readonly string[], scheme: VersionScheme): ((version: string) => boolean) => {
  if (listed.length === 0) return () => false;
  let asked = 0;
  let keys: ReadonlySet<string | undefined> | undefined;
  return (version) => {
    const key = scheme.key(version);
    if (key === undefined) return listed.includes(version);
    asked += 1;
    if (asked <= ASKED) return listed.some((text) => scheme.hasKey(text, key));
    keys ??= new Set(listed.map(scheme.key));
    return keys.has(key);
  };
};

type JudgedRange = { readonly range: ReadRange; readonly scheme: VersionScheme };

const readRanges = (affected: OsvAffected, scheme: VersionScheme, schemes: Schemes): readonly JudgedRange[] =>
  affected.ranges.flatMap((range) => {
    if (range.type === 'GIT') return [];
    const of = range.type === 'SEMVER' ? schemes.ofSemVer : scheme;
    return [{ range: readRange(range, of), scheme: of }];
  });

/**
 * Reads one `affected` entry. A version is affected where a range holds it **or** the list names it (OSV 1.7.5,
 * `affected[]`). `GIT` ranges speak of commits: beside a list or another range they add nothing for a release, alone they
 * leave every version unknown, as does an entry that names no version at all.
 */
export const readAffected = (
  affected: OsvAffected,
  scheme: VersionScheme,
  schemes: Schemes,
): ReadAffected => {
  const ranges = readRanges(affected, scheme, schemes);
  const silent =
    ranges.length > 0 || affected.versions.length > 0 || affected.unreadable !== undefined
      ? undefined
      : affected.ranges.length > 0
        ? 'it gives commits only, and says nothing of releases'
        : 'it names neither versions nor ranges';
  const isListed = listHolder(affected.versions, scheme);
  const judge = (text: string): Applicability => {
    if (silent !== undefined) return { kind: 'unknown', reasons: [silent] };
    const reasons = new Set((affected.unreadable ?? []).map((where) => `${where} of it could not be read`));
    for (const { range, scheme: of } of ranges) {
      const version = of.read(text);
      if (version === undefined)
        reasons.add(`the version is not one by ${of.name}, which its range is ordered by`);
      else {
        const answer = judgeRange(range, version, of);
        if (answer.kind === 'affected') return answer;
        if (answer.kind === 'unknown') reasons.add(answer.reason);
      }
    }
    if (isListed(text)) return { kind: 'affected' };
    if (scheme.read(text) === undefined) reasons.add(`the version is not one by ${scheme.name}`);
    const [first, ...rest] = [...reasons].sort();
    return first === undefined ? { kind: 'unaffected' } : { kind: 'unknown', reasons: [first, ...rest] };
  };
  return {
    judge,
    fixes: ranges.flatMap(({ range, scheme: of }) =>
      range.kind === 'ok' && of === scheme ? range.fixes : [],
    ),
  };
};
