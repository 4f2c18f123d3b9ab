import type { Component, Identity, IdentityMethod, Organization } from '../../bill/types.ts';
import { compact, filled } from '../../compact/compact.ts';
import { parsePurl } from '../../purl/index.ts';
import { CONFIDENCE } from '../ladder/confidence.ts';
import { genericPurl, upstreamVersion } from '../ladder/declared.ts';
import { upstreamName } from '../ladder/projects.ts';
import type { Claim } from '../ladder/types.ts';

/** The purl that stands for what these claims say together, and the upstream's beside a distribution's. */
export type Verdict = {
  readonly purl: string;
  readonly name: string;
  readonly version?: string;
  /** What upstream called it: a distribution may have mended flaws of that version, so it is never the identity itself. */
  readonly upstream?: string;
};

/** What the surest claims say. `claims` is not empty, the surest first. */
export const conclude = (claims: readonly [Claim, ...Claim[]]): Verdict => {
  const [best] = claims;
  const guess = claims.find(({ purl, version }) => purl === undefined && version !== undefined);
  if (best.purl !== undefined) {
    const version =
      guess?.version ?? (best.version === undefined ? undefined : upstreamVersion(best.version));
    const isPackage = !best.purl.startsWith('pkg:generic/');
    return compact({
      purl: best.purl,
      name: best.library,
      version: best.version,
      upstream: isPackage ? genericPurl(guess?.library ?? upstreamName(best.library), version) : undefined,
    });
  }
  // A name without version may come from a surer rung than the version does.
  const version = best.version ?? guess?.version;
  const library = best.version === undefined ? (guess?.library ?? best.library) : best.library;
  return compact({ purl: genericPurl(library, version), name: library, version });
};

const method = ({ technique, confidence, value, library, version }: Claim): IdentityMethod => ({
  technique,
  confidence,
  value: `${value} → ${[library, version].filter(Boolean).join(' ')}`,
});

/** Evidence for what a library is: the identity itself, and beside a distribution's package what upstream calls it. */
export const identitiesOf = (verdict: Verdict, claims: readonly Claim[]): readonly Identity[] => {
  const identity = (concludedValue: string, supporting: readonly Claim[]): readonly Identity[] => {
    const [best] = supporting;
    return best === undefined
      ? []
      : [{ field: 'purl', confidence: best.confidence, concludedValue, methods: supporting.map(method) }];
  };
  if (verdict.upstream === undefined) return identity(verdict.purl, claims);
  const packages = claims.filter(({ purl }) => purl !== undefined);
  const [best] = packages;
  const seen = claims.filter(({ purl }) => purl === undefined);
  // Where nothing but the package tells upstream's version, that is where it comes from.
  const others =
    best === undefined || seen.some(({ version }) => version !== undefined)
      ? seen
      : [{ ...best, confidence: CONFIDENCE.named.medium }, ...seen];
  return [...identity(verdict.purl, packages), ...identity(verdict.upstream, others)];
};

const DISTRIBUTIONS: ReadonlySet<string> = new Set(['rpm', 'deb', 'apk', 'alpm']);

/** A distribution's package is supplied by the distribution, whoever put its file into the wheel. */
const supplierOf = (purl: string): Organization | undefined => {
  const reading = parsePurl(purl);
  return reading.kind === 'purl' &&
    DISTRIBUTIONS.has(reading.parts.type) &&
    reading.parts.namespace !== undefined
    ? { name: reading.parts.namespace }
    : undefined;
};

/** The component of a library; its files, hashes and evidence are added as they are found. */
export const libraryComponent = (
  { purl, name, version, upstream }: Verdict,
  evidence: { readonly paths: readonly string[]; readonly identity: readonly Identity[] },
): Component =>
  compact({
    ref: purl,
    type: 'library' as const,
    name,
    version,
    purl,
    supplier: supplierOf(purl),
    properties: upstream === undefined ? undefined : [{ name: 'custody:upstream', value: upstream }],
    evidence: compact({
      occurrences: filled(evidence.paths.map((location) => ({ location }))),
      identity: filled(evidence.identity),
    }),
  });
