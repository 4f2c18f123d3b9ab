import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import { compareVersions, parseVersion } from '@custody/python';
import type { MetadataView } from '../../views/metadata.ts';
import { found, HOLDS, type JudgedRule, undecided } from '../rule.ts';
import { fieldOf, UNNAMED } from './identity.ts';

const rule: Rule = {
  id: 'metadata/version-matches',
  title: 'Version is that of the file name',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Binary distribution format, File name convention; Source distribution format, file name',
  why: 'An installer chooses the file by one version and records another: what is installed is not what advisories are looked up for.',
  todo: 'Build it again from its source; do not rename what is built.',
};

/** M02, the version: equal versions may be spelt differently (PEP 440). */
export const versionMatches: JudgedRule<MetadataView> = {
  rule,
  judge: (view) => {
    const { file, filename } = view;
    const field = fieldOf(view, 'Version');
    const version = field === undefined ? undefined : parseVersion(field.value);
    // That it is missing, or is none, has rules of its own.
    if (field === undefined || version === undefined) return HOLDS;
    if (filename === undefined) return undecided({ rule, reason: UNNAMED, location: { file } });
    if (compareVersions(version, filename.version) === 0) return HOLDS;
    const message = `The file name says ${quoteName(filename.versionText)}, the metadata ${quoteName(field.value)}.`;
    return found([{ rule, message, locations: [field.location] }]);
  },
};
