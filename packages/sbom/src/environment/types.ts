import type { CoreMetadata } from '@custody/python';
import type { NativeFile } from '../wheel/natives.ts';
import type { DirectUrl } from './direct-url.ts';

/** An SBOM that an installed distribution carries (PEP 770). */
export type InstalledDocument = { readonly path: string; readonly bytes: Uint8Array };

/** One distribution as its `.dist-info` directory tells it (Recording installed projects). */
export type InstalledDistribution = {
  /** The directory's own name. */
  readonly distInfo: string;
  readonly metadata: CoreMetadata;
  /** What INSTALLER says, one line. */
  readonly installer?: string;
  /** True where a person asked for it, and no other distribution (REQUESTED). */
  readonly requested: boolean;
  readonly directUrl?: DirectUrl;
  /** What RECORD lists, relative to the environment's directory; bytecode left out. Absent where there is no RECORD. */
  readonly files?: readonly string[];
  readonly natives: readonly NativeFile[];
  readonly documents: readonly InstalledDocument[];
};

/** What was found in a `site-packages` directory: enough to make its bill without looking again. */
export type EnvironmentContents = {
  /** The directory's own name. */
  readonly label: string;
  /** In code-unit order of their directories. */
  readonly distributions: readonly InstalledDistribution[];
  /** Sentences about what could not be read, is no distribution, or differs from its RECORD. */
  readonly notes: readonly string[];
  /** True where something is there that no distribution accounts for, or could not be read. */
  readonly incomplete: boolean;
};
