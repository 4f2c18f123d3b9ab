import type { FileProblem } from '../file/types.ts';
import type { MetadataCode } from './codes.ts';

/** A field as it stands in the file. */
export type MetadataField = {
  /** The standard's own spelling where the field is known, else as written. */
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
};

export type ProjectUrl = { readonly label: string; readonly url: string; readonly line: number };

/**
 * Core metadata, as written but for surrounding blanks: validity is told in problems, not by leaving values out. Of a single-use
 * field that stands there twice the first counts. Lists are in the order of the file.
 */
export type CoreMetadata = {
  readonly metadataVersion?: string;
  readonly name?: string;
  readonly version?: string;
  readonly dynamic: readonly string[];
  readonly platforms: readonly string[];
  readonly supportedPlatforms: readonly string[];
  readonly summary?: string;
  /** From the field or the body. */
  readonly description?: string;
  readonly descriptionContentType?: string;
  /** Split at commas. */
  readonly keywords: readonly string[];
  readonly author?: string;
  readonly authorEmail?: string;
  readonly maintainer?: string;
  readonly maintainerEmail?: string;
  readonly license?: string;
  readonly licenseExpression?: string;
  readonly licenseFiles: readonly string[];
  readonly classifiers: readonly string[];
  readonly requiresDist: readonly string[];
  readonly requiresPython?: string;
  readonly requiresExternal: readonly string[];
  readonly projectUrls: readonly ProjectUrl[];
  readonly providesExtra: readonly string[];
  /** Absent where nothing is said; `[]` where the project says that it has none. */
  readonly importNames?: readonly string[];
  readonly importNamespaces?: readonly string[];
  readonly providesDist: readonly string[];
  readonly obsoletesDist: readonly string[];
  readonly homePage?: string;
  readonly downloadUrl?: string;
};

/** METADATA or PKG-INFO, read. */
export type ParsedMetadata = {
  readonly metadata: CoreMetadata;
  /** Every field with its line, in the order of the file. */
  readonly fields: readonly MetadataField[];
  readonly problems: readonly FileProblem<MetadataCode>[];
};
