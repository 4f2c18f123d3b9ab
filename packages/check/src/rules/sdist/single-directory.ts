import { quoteName } from '@custody/archive';
import type { Location, Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule, undecided } from '../rule.ts';

const rule: Rule = {
  id: 'sdist/single-directory',
  title: 'Everything lies in one directory',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Source distribution format, file format',
  why: 'What lies beside the directory is unpacked where nobody looks, or over what is there already.',
  todo: 'Build it again with a build backend that packs one directory.',
};

const TOLD = 5;

/** D02, the directory. */
export const singleDirectory: JudgedRule<SdistView> = {
  rule,
  judge: ({ file, inspection: { archive, topDirectories } }) => {
    if (topDirectories.length < 2 && !archive.reading.readable) {
      const reason = 'the archive breaks off, so that not everything at its top was seen';
      return undecided({ rule, reason, location: { file } });
    }
    if (topDirectories.length === 1) return HOLDS;
    const [first, ...others] = topDirectories
      .slice(0, TOLD)
      .map((entry): Location => ({ file, entry: entry === '' ? '/' : entry }));
    const names = topDirectories.slice(0, TOLD).map((name) => quoteName(name));
    const more = topDirectories.length > TOLD ? ', …' : '';
    const message =
      first === undefined
        ? 'The sdist is empty; one directory is expected.'
        : `There are ${topDirectories.length} things at the top: ${names.join(', ')}${more}; one directory is expected.`;
    return found([{ rule, message, locations: [first ?? { file }, ...others] }]);
  },
};
