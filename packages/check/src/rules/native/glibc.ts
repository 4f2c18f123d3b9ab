import type { ElfObject } from '@custody/native';
import type { TwoPartVersion } from '@custody/python';

const VERSION = /^GLIBC_([0-9]{1,6})\.([0-9]{1,6})(?:\.[0-9]{1,6})?$/;
/** Names that are no numbers, and the first version that has them. */
const NAMED: ReadonlyMap<string, TwoPartVersion> = new Map([['GLIBC_ABI_DT_RELR', { major: 2, minor: 36 }]]);

export const isNewer = (a: TwoPartVersion, b: TwoPartVersion): boolean =>
  a.major === b.major ? a.minor > b.minor : a.major > b.major;

export const shown = ({ major, minor }: TwoPartVersion): string => `${major}.${minor}`;

const versionOf = (symbol: string): TwoPartVersion | undefined => {
  const [, major, minor] = VERSION.exec(symbol) ?? [];
  if (major === undefined || minor === undefined) return NAMED.get(symbol);
  return { major: Number(major), minor: Number(minor) };
};

/** The oldest glibc that has all symbols which a binary needs; undefined where it needs none. */
export const glibcOf = (object: ElfObject): TwoPartVersion | undefined =>
  object.versionNeeds
    .flatMap(({ versions }) => versions)
    .flatMap((symbol) => versionOf(symbol) ?? [])
    .reduce<TwoPartVersion | undefined>(
      (newest, one) => (newest === undefined || isNewer(one, newest) ? one : newest),
      undefined,
    );
