import type { Json, JsonObject, JsonProblem } from '../json/types.ts';

export const CYCLONEDX_VERSIONS = ['1.4', '1.5', '1.6', '1.7'] as const;
/** The versions of CycloneDX that are validated and written. */
export type CycloneDxVersion = (typeof CYCLONEDX_VERSIONS)[number];

/** What bytes turned out to be, by their content and never by their name. */
export type Detection =
  | { readonly kind: 'cyclonedx'; readonly version: string; readonly supported: boolean }
  | { readonly kind: 'spdx'; readonly version: string; readonly supported: boolean }
  | { readonly kind: 'spdx-3'; readonly version?: string; readonly supported: false }
  | { readonly kind: 'cyclonedx-xml'; readonly version?: string; readonly supported: false }
  | { readonly kind: 'spdx-tag-value'; readonly version?: string; readonly supported: false }
  | { readonly kind: 'not-an-sbom'; readonly reason: string; readonly supported: false };

/** A JSON document that says it is an SBOM. Its content is as untrusted as the bytes were. */
export type SbomDocument = {
  readonly detection: Extract<Detection, { kind: 'cyclonedx' | 'spdx' }>;
  readonly text: string;
  readonly json: JsonObject;
};

export type DocumentReading = {
  readonly detection: Detection;
  /** Absent where the content is no JSON object of a standard that is read. */
  readonly document?: SbomDocument;
  /** What the strict JSON reader found, whether or not the document could be read. */
  readonly problems: readonly JsonProblem[];
};

/** A JSON document as it is written: members in the order given. */
export type JsonDocument = { readonly [name: string]: Json | undefined };
