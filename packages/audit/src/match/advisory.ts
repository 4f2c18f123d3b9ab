import type { StoredAdvisory } from '../types.ts';
import { type Applicability, type ReadAffected, readAffected } from './affected.ts';
import type { ReadVersion, Schemes, VersionScheme } from './scheme.ts';

/** An advisory read for one package: many versions may be asked. */
export type ReadAdvisory = {
  readonly advisory: StoredAdvisory;
  readonly judge: (version: string) => Applicability;
  /** Versions that the advisory calls fixed, as written; unsorted, perhaps still affected by another range. */
  readonly fixes: readonly { readonly text: string; readonly at: ReadVersion }[];
};

const UNAFFECTED: Applicability = { kind: 'unaffected' };

const judgeAll = (entries: readonly ReadAffected[], version: string): Applicability => {
  let unknown: Applicability | undefined;
  for (const entry of entries) {
    const answer = entry.judge(version);
    if (answer.kind === 'affected') return answer;
    if (answer.kind === 'unknown') unknown ??= answer;
  }
  return unknown ?? UNAFFECTED;
};

/**
 * Reads what a stored advisory says of one package (OSV 1.7.5, "Evaluation": `IsVulnerable`). Entries for other packages
 * are passed over, in case the store did not cut the record down. A withdrawn record is read too: the caller decides.
 */
export const readAdvisory = (
  advisory: StoredAdvisory,
  of: { readonly ecosystem: string; readonly name: string },
  scheme: VersionScheme,
  schemes: Schemes,
): ReadAdvisory => {
  const entries = advisory.record.affected
    .filter(({ ecosystem, name }) => ecosystem === of.ecosystem && name === of.name)
    .map((affected) => readAffected(affected, scheme, schemes));
  return {
    advisory,
    judge: (version) => judgeAll(entries, version),
    fixes: entries.flatMap(({ fixes }) => fixes),
  };
};
