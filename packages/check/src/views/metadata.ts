import type { ParsedMetadata, SdistFilename, WheelFilename } from '@custody/python';

/** What the `metadata/…` rules judge: METADATA of a wheel, or PKG-INFO of an sdist. */
export type MetadataView = {
  readonly file: string;
  readonly artifact: 'wheel' | 'sdist';
  /** The entry's name in the archive. */
  readonly entry: string;
  readonly parsed: ParsedMetadata;
  /** Absent where the file name itself could not be read. */
  readonly filename?: WheelFilename | SdistFilename;
  /** License-File paths that name no file where the artifact keeps its licences. */
  readonly missingLicenseFiles: readonly string[];
};
