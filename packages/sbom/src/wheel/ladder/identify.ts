import { type BundledName, type Observation, parseBundledName } from '@custody/native';
import { compact } from '../../compact/compact.ts';
import type { NativeFile } from '../natives.ts';
import { CONFIDENCE } from './confidence.ts';
import type { DeclaredIndex } from './declared.ts';
import { namedClaims } from './named.ts';
import { packageNames, plainName } from './names.ts';
import { packagedClaim } from './packaged.ts';
import type { Claim, Rung } from './types.ts';

/** A binary with all that is known of what it is. */
export type Identified = {
  readonly native: NativeFile;
  /** Present where a repair tool put it there: it is a copy of somebody else's library, not a part of the project. */
  readonly bundled?: BundledName;
  /** What it is a copy of, the surest first. Empty for the project's own binaries. */
  readonly claims: readonly Claim[];
  /** Libraries that are linked into it, one claim for each. */
  readonly linked: readonly Claim[];
};

const RUNGS: readonly Rung[] = ['declared', 'packaged', 'observed', 'named'];

const surestFirst = (claims: readonly Claim[]): readonly Claim[] =>
  claims.toSorted((a, b) => b.confidence - a.confidence || RUNGS.indexOf(a.rung) - RUNGS.indexOf(b.rung));

const observedClaim = ({ library, version, confidence, witnesses }: Observation): Claim =>
  compact({
    rung: 'observed' as const,
    library,
    version,
    confidence: CONFIDENCE.observed[confidence],
    technique: 'binary-analysis' as const,
    value: (witnesses[0] ?? library).slice(0, 200),
  });

/** The library that was seen, by the name of its declaration where one document declares just that. */
const linkedClaims = (observation: Observation, declared: DeclaredIndex): readonly Claim[] => {
  const own = observedClaim(observation);
  const said =
    observation.version === undefined ? undefined : declared(observation.library, observation.version);
  return said !== undefined && said.confidence === CONFIDENCE.declaredExactly ? [said, own] : [own];
};

const AGAIN = /-[0-9a-f]{8}(?=\.|$)/;

/** Libraries that were taken out of one repaired wheel and bundled into another carry two hashes: the older one is part of no name. */
const bundledName = (path: string): BundledName | undefined => {
  const found = parseBundledName(path);
  return found === undefined || !AGAIN.test(found.stem)
    ? found
    : { ...found, stem: found.stem.replace(AGAIN, ''), original: found.original.replace(AGAIN, '') };
};

/** Climbs the ladder for one binary. */
export const identifyNative = (native: NativeFile, declared: DeclaredIndex): Identified => {
  const bundled = bundledName(native.path);
  const observations = native.observations ?? [];
  const packaged = packagedClaim(native.object);
  if (bundled === undefined) {
    const linked = observations.flatMap((observation) => linkedClaims(observation, declared).slice(0, 1));
    return { native, claims: packaged === undefined ? [] : [packaged], linked };
  }
  const named = namedClaims(bundled, native.object);
  const names = new Set([
    ...packageNames(bundled.stem),
    ...named.flatMap(({ library }) => [...packageNames(library)]),
  ]);
  const itself = (observation: Observation): boolean => names.has(plainName(observation.library));
  const observed = observations.filter(itself).map(observedClaim);
  const version = [...observed, ...named].find((claim) => claim.version !== undefined)?.version;
  const said = declared(bundled.stem, version);
  return {
    native,
    bundled,
    claims: surestFirst([said, packaged, ...observed, ...named].filter((claim) => claim !== undefined)),
    linked: observations
      .filter((observation) => !itself(observation))
      .flatMap((observation) => linkedClaims(observation, declared).slice(0, 1)),
  };
};
