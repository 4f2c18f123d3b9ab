import { parseVersion, type Specifier, type SpecifierSet, type Version } from '@custody/python';
import type { ReadVersion, VersionScheme } from '../../match/index.ts';

/** The end of a span of versions: with the version itself, or without. */
export type Edge = { readonly at: ReadVersion; readonly closed: boolean };

/** A span that holds every version which a specifier set admits, and perhaps others between. Absent edges: no bound. */
export type Hull = { readonly lower?: Edge; readonly upper?: Edge };

type Bound = { readonly text: string; readonly closed: boolean };
type Span = { readonly lower?: Bound; readonly upper?: Bound };

const epochOf = ({ epoch }: Version): string => (Number(epoch) === 0 ? '' : `${epoch}!`);

/** The first of all versions of a release: `1.27` → `1.27.dev0`, which comes before its every pre-release (PEP 440, "Summary of permitted suffixes"). */
const firstOf = (version: Version, release: readonly (number | bigint)[]): string =>
  `${epochOf(version)}${release.join('.')}.dev0`;

/** The release after all that begin so: `1.26` → `1.27`. */
const after = (release: readonly (number | bigint)[]): readonly (number | bigint)[] => [
  ...release.slice(0, -1),
  BigInt(release.at(-1) ?? 0) + 1n,
];

const isPlain = ({ pre, post, dev, local }: Version): boolean =>
  pre === undefined && post === undefined && dev === undefined && local === undefined;

const prefixSpan = (version: Version, release: readonly (number | bigint)[]): Span => ({
  lower: { text: firstOf(version, release), closed: true },
  upper: { text: firstOf(version, after(release)), closed: false },
});

/** What one clause bounds (PEP 440, "Version specifiers"); `!=` only takes out of what others admit. */
const spanOf = (specifier: Specifier): Span | undefined => {
  if (specifier.kind === 'arbitrary') return undefined;
  const { version, text, operator } = specifier;
  if (specifier.kind === 'prefix') return operator === '==' ? prefixSpan(version, version.release) : {};
  switch (operator) {
    case '==':
      return { lower: { text, closed: true }, upper: { text, closed: true } };
    case '>=':
      return { lower: { text, closed: true } };
    case '>':
      return { lower: { text, closed: false } };
    case '<=':
      return { upper: { text, closed: true } };
    case '<':
      // Of a plain release its pre-releases are not admitted either ("Exclusive ordered comparison").
      return { upper: { text: isPlain(version) ? firstOf(version, version.release) : text, closed: false } };
    case '~=': {
      const { upper } = prefixSpan(version, version.release.slice(0, -1));
      return { lower: { text, closed: true }, ...(upper === undefined ? {} : { upper }) };
    }
    case '!=':
      return {};
    default:
      return operator satisfies never;
  }
};

/** The narrower of two edges; `side` is 1 for the lower one, -1 for the upper. */
const narrower = (a: Edge | undefined, b: Edge, side: 1 | -1, scheme: VersionScheme): Edge => {
  if (a === undefined) return b;
  const order = scheme.compare(b.at, a.at) * side;
  return order > 0 || (order === 0 && !b.closed) ? b : a;
};

/** The hull of a specifier set; undefined where it admits nothing, or nobody can tell. */
export const hullOf = ({ specifiers }: SpecifierSet, scheme: VersionScheme): Hull | undefined => {
  let lower: Edge | undefined;
  let upper: Edge | undefined;
  const edgeOf = ({ text, closed }: Bound): Edge | undefined => {
    const at = parseVersion(text) === undefined ? undefined : scheme.read(text);
    return at === undefined ? undefined : { at, closed };
  };
  for (const specifier of specifiers) {
    const span = spanOf(specifier);
    if (span === undefined) return undefined;
    const [low, high] = [span.lower && edgeOf(span.lower), span.upper && edgeOf(span.upper)];
    if (low !== undefined) lower = narrower(lower, low, 1, scheme);
    if (high !== undefined) upper = narrower(upper, high, -1, scheme);
  }
  if (lower !== undefined && upper !== undefined) {
    const order = scheme.compare(lower.at, upper.at);
    if (order > 0 || (order === 0 && !(lower.closed && upper.closed))) return undefined;
  }
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
};

/** Whether a version lies in the hull. */
export const holds = ({ lower, upper }: Hull, at: ReadVersion, scheme: VersionScheme): boolean => {
  const low = lower === undefined ? 1 : scheme.compare(at, lower.at);
  const high = upper === undefined ? -1 : scheme.compare(at, upper.at);
  return (
    (low > 0 || (low === 0 && lower?.closed === true)) && (high < 0 || (high === 0 && upper?.closed === true))
  );
};
