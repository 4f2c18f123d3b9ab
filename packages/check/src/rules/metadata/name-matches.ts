import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import { isValidName, normalizeName } from '@custody/python';
import type { MetadataView } from '../../views/metadata.ts';
import { found, HOLDS, type JudgedRule, undecided } from '../rule.ts';
import { fieldOf, UNNAMED } from './identity.ts';

const rule: Rule = {
  id: 'metadata/name-matches',
  title: 'Name is that of the file name',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Binary distribution format, File name convention; Source distribution format, file name',
  why: 'An installer asks for the file by one name and installs it under another; some refuse it then, others do not.',
  todo: 'Build it again from its source; do not rename what is built.',
};

/** M02, the name: compared in normal form (PEP 503). */
export const nameMatches: JudgedRule<MetadataView> = {
  rule,
  judge: (view) => {
    const { file, filename } = view;
    const name = fieldOf(view, 'Name');
    // That it is missing, or is none, has rules of its own.
    if (name === undefined || !isValidName(name.value)) return HOLDS;
    if (filename === undefined) return undecided({ rule, reason: UNNAMED, location: { file } });
    const stated = normalizeName(name.value);
    if (stated === filename.name) return HOLDS;
    const message = `The file name says ${quoteName(filename.name)}, the metadata ${quoteName(stated)}.`;
    return found([{ rule, message, locations: [name.location] }]);
  },
};
