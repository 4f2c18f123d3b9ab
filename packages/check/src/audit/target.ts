import { basename, join } from 'node:path';
import { type AuditInput, collectFile, unaudited } from '@custody/audit';
import { type FileSource, HostError, openSource, readWhole } from '@custody/host';
import type { MarkerUniverse } from '@custody/python';
import type { Auditable } from '../discover/discover.ts';
import { readPortFor } from './read-port.ts';
import type { CollectedArtifact } from './types.ts';

/** Files larger than this are not read whole: they become one unaudited entry. */
const LARGEST = 256 * 1024 * 1024;

export type TargetOptions = {
  /** The environments that markers are asked about; every supported one where absent. */
  readonly universe?: MarkerUniverse;
  readonly signal?: AbortSignal;
};

/** What was collected, and the paths of files that were read because it names them. */
export type CollectedTarget = CollectedArtifact & { readonly included: readonly string[] };

const collectFileAt = async (path: string, bytes: Uint8Array, options: TargetOptions) => {
  const { input, problems, included } = await collectFile(path, bytes, {
    read: readPortFor(path),
    ...(options.universe === undefined ? {} : { universe: options.universe }),
  });
  return { input, problems, included: included.map((file) => file.path) };
};

const withSource = async (
  path: string,
  collect: (source: FileSource) => Promise<CollectedArtifact>,
): Promise<CollectedArtifact> => {
  const source = openSource(path);
  try {
    const collected = await collect(source);
    source.assertUnchanged();
    return collected;
  } finally {
    source.close();
  }
};

const collectReadable = async (target: Auditable, options: TargetOptions): Promise<CollectedTarget> => {
  const { path } = target;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  switch (target.kind) {
    case 'dependencies':
      return collectFileAt(path, readWhole(path, LARGEST), options);
    case 'source-tree': {
      const file = join(path, 'pyproject.toml');
      return collectFileAt(file, readWhole(file, LARGEST), options);
    }
    case 'sbom': {
      const { collectDocument } = await import('./document.ts');
      return { ...collectDocument(readWhole(path, LARGEST), path), included: [] };
    }
    case 'environment': {
      const { collectEnvironment } = await import('./environment.ts');
      return { ...(await collectEnvironment(path, signal)), included: [] };
    }
    case 'wheel':
    case 'sdist': {
      const { collectSdist, collectWheel } = await import('./artifact.ts');
      const collect = target.kind === 'wheel' ? collectWheel : collectSdist;
      const collected = await withSource(path, (source) => collect(source, path, basename(path), signal));
      return { ...collected, included: [] };
    }
    case 'misplaced-directory':
      return unread(path, 'it is a folder, not a file');
    case 'unreadable':
      return unread(path, target.reason);
    default:
      return target satisfies never;
  }
};

/** Something of which nothing is known but that it is there: one entry, unaudited. */
const unread = (path: string, reason: string): CollectedTarget => {
  const entry = { text: path, location: { file: path } };
  const input: AuditInput = {
    path,
    format: 'unread',
    accounted: [unaudited(entry, 'not-read', `it was not read: ${reason}`)],
  };
  return { input, problems: [], included: [] };
};

/**
 * Takes everything that one discovered thing names and accounts for each entry. What cannot be read is one unaudited entry; nothing is run.
 * Throws HostError `aborted` alone, or for a defect of custody.
 */
export const collectTarget = async (
  target: Auditable,
  options: TargetOptions = {},
): Promise<CollectedTarget> => {
  try {
    return await collectReadable(target, options);
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    return unread(target.path, error.message);
  }
};
