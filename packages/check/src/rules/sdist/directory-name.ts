import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import { releaseStem } from '@custody/python';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule, undecided } from '../rule.ts';

const rule: Rule = {
  id: 'sdist/directory-name',
  title: 'The top directory is {name}-{version}',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Source distribution format, file format',
  why: 'Tools look for the project in the directory that the file name promises.',
  todo: 'Build it again from its source; do not rename what is built.',
};

/** D02, the directory's name: as the file name is written, or in normal form. */
export const directoryName: JudgedRule<SdistView> = {
  rule,
  judge: ({ file, inspection: { filename, topDirectory } }) => {
    // Without a single directory `sdist/single-directory` has said so.
    if (topDirectory === undefined) return HOLDS;
    if (filename.kind !== 'ok') {
      const reason = 'the file name is not one that says which project and version it holds';
      return undecided({ rule, reason, location: { file } });
    }
    const expected = releaseStem(filename.name, filename.version);
    const written = `${filename.distribution}-${filename.versionText}`;
    if (topDirectory === expected || topDirectory === written) return HOLDS;
    const message = `The top directory is ${quoteName(topDirectory)}; ${quoteName(expected)} is expected.`;
    return found([{ rule, message, locations: [{ file, entry: topDirectory }] }]);
  },
};
