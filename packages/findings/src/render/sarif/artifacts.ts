import type { Report } from '../../report/types.ts';
import type { Location, Position } from '../../types.ts';

/** A path as a relative URI reference: each segment percent-encoded (RFC 3986). */
export const uriOf = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/') || '.';

type ArtifactJson = {
  readonly location: { readonly uri: string };
  readonly parentIndex?: number;
  readonly length?: number;
  readonly roles?: readonly string[];
  readonly hashes?: Readonly<Record<string, string>>;
};

/** The run's files, each listed once, in the order in which they are first named. */
export type Artifacts = {
  readonly list: readonly ArtifactJson[];
  readonly indexOf: (file: string, entry?: string) => number;
};

/**
 * Collects artifacts: subjects with length and digest first, then whatever else a finding points at. An archive's entry is an
 * artifact nested in it (SARIF 3.24.3), so that its line and column are never taken for the archive's.
 */
export const artifactsOf = ({ subjects }: Report): Artifacts => {
  const list: ArtifactJson[] = [];
  const known = new Map<string, number>();
  const add = (key: string, artifact: ArtifactJson): number => {
    const index = known.get(key) ?? list.push(artifact) - 1;
    known.set(key, index);
    return index;
  };
  const keyOf = (file: string, entry?: string): string => JSON.stringify([file, entry ?? null]);
  const indexOf = (file: string, entry?: string): number => {
    const parentIndex = add(keyOf(file), { location: { uri: uriOf(file) } });
    if (entry === undefined) return parentIndex;
    return add(keyOf(file, entry), { location: { uri: uriOf(entry) }, parentIndex });
  };
  for (const { subject } of subjects) {
    add(keyOf(subject.path), {
      location: { uri: uriOf(subject.path) },
      ...(subject.size === undefined ? {} : { length: subject.size }),
      roles: ['analysisTarget'],
      ...(subject.sha256 === undefined ? {} : { hashes: { 'sha-256': subject.sha256 } }),
    });
  }
  return { list, indexOf };
};

/** SARIF 3.30: either a line region or a byte region. */
export const regionOf = (position: Position): Readonly<Record<string, number>> => {
  if (position.kind === 'byte') {
    return {
      byteOffset: position.offset,
      ...(position.length === undefined ? {} : { byteLength: position.length }),
    };
  }
  return {
    startLine: position.line,
    ...(position.column === undefined ? {} : { startColumn: position.column }),
  };
};

/** The file itself; where the place is inside an archive, the entry is its logical location. */
export const locationJson = (location: Location, artifacts: Artifacts): unknown => {
  const { file, entry, position, note } = location;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file), index: artifacts.indexOf(file) },
      ...(position === undefined || entry !== undefined ? {} : { region: regionOf(position) }),
    },
    ...(entry === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: entry, kind: 'resource' }] }),
    ...(note === undefined ? {} : { message: { text: note } }),
  };
};

/** The place inside the archive, as a location in the nested artifact. */
export const nestedLocationJson = ({ file, entry, position }: Location, artifacts: Artifacts): unknown => {
  if (entry === undefined) return undefined;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(entry), index: artifacts.indexOf(file, entry) },
      ...(position === undefined ? {} : { region: regionOf(position) }),
    },
    message: { text: `${entry} in ${file}` },
  };
};
