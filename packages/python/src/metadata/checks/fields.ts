import { quote } from '../../problem/quote.ts';
import { FIELDS, METADATA_VERSIONS, PYPI_VERSIONS } from '../fields.ts';
import type { Check } from './types.ts';

const REQUIRED = ['Metadata-Version', 'Name', 'Version'] as const;
const age = (version: string): number => (METADATA_VERSIONS as readonly string[]).indexOf(version);

/** The version is known, and what it requires is there. */
export const checkVersion: Check = ({ metadata, index, say }) => {
  for (const name of REQUIRED)
    if (!index.get(name)?.[0]?.value)
      say('missing-field', `The field ${name} is missing.`, { name, line: index.get(name)?.[0]?.line ?? 1 });
  const field = index.get('Metadata-Version')?.[0];
  const version = metadata.metadataVersion;
  if (field === undefined || version === undefined || version === '') return;
  if (age(version) === -1)
    say('metadata-version', `Metadata-Version ${quote(version)} is not a version of core metadata.`, field);
  else if (!PYPI_VERSIONS.has(version))
    say('metadata-version-not-on-pypi', `PyPI does not take Metadata-Version ${version} yet.`, field);
};

/** Each field exists, exists in the declared version, is not ended, and stands there once where it must. */
export const checkFields: Check = ({ metadata, index, say }) => {
  const declared = age(metadata.metadataVersion ?? '');
  for (const [name, fields] of index) {
    const facts = FIELDS.get(name.toLowerCase());
    const [first, second] = fields;
    if (first === undefined) continue;
    if (facts === undefined) {
      say('unknown-field', `The field ${quote(name)} does not exist in core metadata.`, first);
      continue;
    }
    if (declared !== -1 && age(facts.since) > declared)
      say(
        // Build tools wrote it long before it was standard: uploading tools leave it out then.
        name === 'License-File' ? 'license-file-early' : 'newer-field',
        `The field ${name} came with version ${facts.since}; the file declares ${quote(metadata.metadataVersion ?? '')}.`,
        first,
      );
    if (facts.deprecated) say('deprecated-field', `The field ${name} is deprecated.`, first);
    if (!facts.multiple && second !== undefined)
      say('duplicate-field', `The field ${name} stands there twice, first on line ${first.line}.`, second);
    // An empty Import-Name says that there are none.
    if (name !== 'Import-Name' && !(REQUIRED as readonly string[]).includes(name))
      for (const field of fields)
        if (field.value === '') say('empty-field', `The field ${name} is empty.`, field);
  }
};
