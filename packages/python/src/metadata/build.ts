import type { CoreMetadata, MetadataField, ProjectUrl } from './types.ts';

/** All values of each field, by its own name. */
export type FieldIndex = ReadonlyMap<string, readonly MetadataField[]>;

export const indexFields = (fields: readonly MetadataField[]): FieldIndex => {
  const index = new Map<string, MetadataField[]>();
  for (const field of fields) {
    const held = index.get(field.name);
    if (held === undefined) index.set(field.name, [field]);
    else held.push(field);
  }
  return index;
};

/** A description in a field: its lines were indented by 7 blanks and a pipe, or by 8 blanks as tools do. */
const unfold = (value: string): string => value.replace(/\n(?: {7,8}\||[ ]{8}|\t)/g, '\n');

const projectUrl = ({ value, line }: MetadataField): ProjectUrl => {
  const comma = value.indexOf(',');
  const label = comma === -1 ? value : value.slice(0, comma);
  return { label: label.trim(), url: comma === -1 ? '' : value.slice(comma + 1).trim(), line };
};

/** The typed values of the fields; `body` is what follows them. Core metadata specifications. */
export const buildMetadata = (index: FieldIndex, body: string | undefined): CoreMetadata => {
  const one = <Key extends string>(key: Key, name: string): { readonly [K in Key]?: string } => {
    const value = index.get(name)?.[0]?.value;
    return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: string });
  };
  const all = (name: string): readonly string[] => (index.get(name) ?? []).map((field) => field.value);
  const names = (name: string): readonly string[] | undefined =>
    index.has(name) ? all(name).filter((value) => value !== '') : undefined;
  const field = index.get('Description')?.[0]?.value;
  const description = field === undefined ? body : unfold(field);
  const keywords = index.get('Keywords')?.[0]?.value;
  const importNames = names('Import-Name');
  const importNamespaces = names('Import-Namespace');
  return {
    ...one('metadataVersion', 'Metadata-Version'),
    ...one('name', 'Name'),
    ...one('version', 'Version'),
    dynamic: all('Dynamic'),
    platforms: all('Platform'),
    supportedPlatforms: all('Supported-Platform'),
    ...one('summary', 'Summary'),
    ...(description === undefined ? {} : { description }),
    ...one('descriptionContentType', 'Description-Content-Type'),
    keywords:
      keywords === undefined
        ? []
        : keywords
            .split(',')
            .map((word) => word.trim())
            .filter((word) => word !== ''),
    ...one('author', 'Author'),
    ...one('authorEmail', 'Author-email'),
    ...one('maintainer', 'Maintainer'),
    ...one('maintainerEmail', 'Maintainer-email'),
    ...one('license', 'License'),
    ...one('licenseExpression', 'License-Expression'),
    licenseFiles: all('License-File'),
    classifiers: all('Classifier'),
    requiresDist: all('Requires-Dist'),
    ...one('requiresPython', 'Requires-Python'),
    requiresExternal: all('Requires-External'),
    projectUrls: (index.get('Project-URL') ?? []).map(projectUrl),
    providesExtra: all('Provides-Extra'),
    ...(importNames === undefined ? {} : { importNames }),
    ...(importNamespaces === undefined ? {} : { importNamespaces }),
    providesDist: all('Provides-Dist'),
    obsoletesDist: all('Obsoletes-Dist'),
    ...one('homePage', 'Home-page'),
    ...one('downloadUrl', 'Download-URL'),
  };
};
