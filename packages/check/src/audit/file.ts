import { collectFile } from '@custody/audit';
import { readPortFor } from './read-port.ts';
import type { CollectedArtifact } from './types.ts';

/** Takes everything that a lock, a requirements file or a pyproject.toml names; see `collectFile`. Other files are read as links allow. */
export const collectDependencies = (file: string, bytes: Uint8Array): Promise<CollectedArtifact> =>
  collectFile(file, bytes, { read: readPortFor(file) });
