import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { MetadataView } from '../../views/metadata.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

const rule: Rule = {
  id: 'metadata/license-files-exist',
  title: 'Every file that License-File names is there',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Core metadata specifications, License-File; PEP 639',
  why: 'The licence asks to travel with the software, and does not; PyPI refuses the upload.',
  todo: 'Put the file in, or take its line out of the metadata.',
};

/** M04 and D06: below `licenses/` of the dist-info directory, or in the top directory of an sdist. Before metadata 2.4 nothing is promised. */
export const licenseFilesExist: JudgedRule<MetadataView> = {
  rule,
  judge: ({ file, entry, artifact, parsed, missingLicenseFiles }) => {
    const missing = new Set(missingLicenseFiles);
    const lines = parsed.fields.filter(({ name, value }) => name === 'License-File' && missing.has(value));
    const where = artifact === 'wheel' ? 'licenses/ of the dist-info directory' : 'the top directory';
    return found(
      boundedFindings(rule, lines, ({ value, line }) => ({
        message: `License-File names ${quoteName(value)}, which is not in ${where}.`,
        locations: [{ file, entry, position: { kind: 'text', line } }],
        key: value,
      })),
    );
  },
};
