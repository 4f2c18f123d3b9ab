import {
  compareBuilds,
  compareVersions,
  formatTag,
  parseSdistFilename,
  parseWheelFilename,
  type SdistFilename,
  type TagSet,
  type WheelFilename,
} from '@custody/python';

type Parsed =
  | { readonly kind: 'wheel'; readonly file: WheelFilename }
  | { readonly kind: 'sdist'; readonly file: SdistFilename };

const parse = (name: string): Parsed | undefined => {
  const wheel = parseWheelFilename(name);
  if (wheel.kind === 'ok') return { kind: 'wheel', file: wheel };
  const sdist = parseSdistFilename(name);
  return sdist.kind === 'ok' ? { kind: 'sdist', file: sdist } : undefined;
};

const tagsOf = ({ tags }: TagSet): ReadonlySet<string> => new Set(tags.map(formatTag));

/** True for the name of a wheel or an sdist: the only ones that PEP 740 allows a subject. */
export const isDistributionName = (name: string): boolean => parse(name) !== undefined;

/**
 * True where two names are of the same distribution file by their components: project, version, build and the set of tags
 * (PEP 740, "Attestation statement"). Tools write the same tags in different orders.
 */
export const sameDistributionName = (a: string, b: string): boolean => {
  const [left, right] = [parse(a), parse(b)];
  if (left === undefined || right === undefined) return false;
  if (left.file.name !== right.file.name || compareVersions(left.file.version, right.file.version) !== 0)
    return false;
  if (left.kind === 'sdist') return right.kind === 'sdist' && left.file.format === right.file.format;
  if (right.kind === 'sdist' || compareBuilds(left.file.build, right.file.build) !== 0) return false;
  const [mine, theirs] = [tagsOf(left.file.tags), tagsOf(right.file.tags)];
  return mine.size === theirs.size && [...mine].every((tag) => theirs.has(tag));
};
