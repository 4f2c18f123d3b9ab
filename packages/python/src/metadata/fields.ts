/** A core metadata field: since which version, once or many times, and whether the standard has ended it. */
export type FieldFacts = {
  readonly name: string;
  readonly since: MetadataVersion;
  readonly multiple: boolean;
  readonly deprecated: boolean;
};

/** Every version of core metadata that was approved, oldest first. 2.0 never was. */
export const METADATA_VERSIONS = ['1.0', '1.1', '1.2', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6'] as const;
export type MetadataVersion = (typeof METADATA_VERSIONS)[number];

/** What PyPI takes today. */
export const PYPI_VERSIONS: ReadonlySet<string> = new Set(
  METADATA_VERSIONS.filter((version) => version !== '2.6'),
);

const once = (name: string, since: MetadataVersion, deprecated = false): FieldFacts => ({
  name,
  since,
  multiple: false,
  deprecated,
});
const many = (name: string, since: MetadataVersion, deprecated = false): FieldFacts => ({
  name,
  since,
  multiple: true,
  deprecated,
});

const ALL: readonly FieldFacts[] = [
  once('Metadata-Version', '1.0'),
  once('Name', '1.0'),
  once('Version', '1.0'),
  many('Dynamic', '2.2'),
  many('Platform', '1.0'),
  many('Supported-Platform', '1.1'),
  once('Summary', '1.0'),
  once('Description', '1.0'),
  once('Description-Content-Type', '2.1'),
  once('Keywords', '1.0'),
  once('Author', '1.0'),
  once('Author-email', '1.0'),
  once('Maintainer', '1.2'),
  once('Maintainer-email', '1.2'),
  once('License', '1.0'),
  once('License-Expression', '2.4'),
  many('License-File', '2.4'),
  many('Classifier', '1.1'),
  many('Requires-Dist', '1.2'),
  once('Requires-Python', '1.2'),
  many('Requires-External', '1.2'),
  many('Project-URL', '1.2'),
  many('Provides-Extra', '2.1'),
  many('Import-Name', '2.5'),
  many('Import-Namespace', '2.5'),
  many('Provides-Dist', '1.2'),
  many('Obsoletes-Dist', '1.2'),
  once('Home-page', '1.0', true),
  once('Download-URL', '1.1', true),
  many('Requires', '1.1', true),
  many('Provides', '1.1', true),
  many('Obsoletes', '1.1', true),
];

/** Each field by its lower-case name: names have no case. Core metadata specifications. */
export const FIELDS: ReadonlyMap<string, FieldFacts> = new Map(
  ALL.map((facts) => [facts.name.toLowerCase(), facts]),
);
