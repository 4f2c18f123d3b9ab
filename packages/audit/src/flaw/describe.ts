import { compareText } from '@custody/findings';
import { fixesAfter, type ReadAdvisory, type VersionScheme } from '../match/index.ts';
import { worstRating } from '../severity/index.ts';
import type { StoredAdvisory } from '../types.ts';
import { orderIds } from './ids.ts';
import type { Flaw } from './types.ts';

const union = (
  advisories: readonly StoredAdvisory[],
  of: (record: StoredAdvisory['record']) => readonly string[],
) => [...new Set(advisories.flatMap(({ record }) => of(record)))].sort(compareText);

/** All names of a group of records. The first is what it is called in one word. */
export const idsOf = (group: readonly ReadAdvisory[]): readonly [string, ...string[]] => {
  const [first = 'unnamed', ...rest] = orderIds(
    group.flatMap(({ advisory: { record, flaw } }) => [record.id, ...flaw]),
  );
  return [first, ...rest];
};

/** Records of malicious packages bear this prefix in OSV, whatever aliases they have. */
const isMalicious = ({ record, flaw }: StoredAdvisory): boolean =>
  record.id.startsWith('MAL-') || flaw.some((id) => id.startsWith('MAL-'));

/**
 * Makes one flaw of the records in `group` that apply to `version`.
 * @param applying the records of the group that say so; at least one, or there is no flaw.
 */
export const describeFlaw = (
  group: readonly ReadAdvisory[],
  applying: readonly ReadAdvisory[],
  version: string | undefined,
  scheme: VersionScheme | undefined,
): Flaw | undefined => {
  const [first, ...rest] = applying
    .map(({ advisory }) => advisory)
    .sort((a, b) => compareText(a.record.id, b.record.id));
  if (first === undefined) return undefined;
  const advisories = [first, ...rest] as const;
  const ids = idsOf(group);
  const names = new Set<string>(ids);
  const epss = advisories.flatMap((advisory) => advisory.epss ?? []);
  const summary = advisories
    .map(({ record }) => record.summary)
    .find((text) => text !== undefined && text !== '');
  return {
    ids,
    advisories,
    malicious: advisories.some(isMalicious),
    rating: worstRating(advisories),
    ...(summary === undefined ? {} : { summary }),
    fixed: version === undefined || scheme === undefined ? [] : fixesAfter(applying, version, scheme),
    upstream: union(advisories, ({ upstream }) => upstream).filter((id) => !names.has(id)),
    related: union(advisories, ({ related }) => related).filter((id) => !names.has(id)),
    ...(epss.length === 0 ? {} : { epss: Math.max(...epss) }),
    knownExploited: advisories.some(({ knownExploited }) => knownExploited === true),
  };
};
