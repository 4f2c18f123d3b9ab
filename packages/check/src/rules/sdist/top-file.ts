import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule, undecided } from '../rule.ts';

/** A rule that a file lies in the top directory; unknown where it is there and could not be read, or where the archive breaks off. */
export const topFileRule = (
  rule: Rule,
  name: string,
  part: 'pkgInfo' | 'pyproject',
): JudgedRule<SdistView> => ({
  rule,
  judge: ({ file, inspection }) => {
    if (inspection[part] !== undefined) return HOLDS;
    const { archive, files, topDirectory } = inspection;
    if (topDirectory === undefined) {
      const reason = `there is no single top directory in which ${name} could lie`;
      return undecided({ rule, reason, location: { file } });
    }
    const path = `${topDirectory}/${name}`;
    if (files.some((one) => one.name === path)) {
      const reason = `${quoteName(path)} could not be read whole`;
      return undecided({ rule, reason, location: { file, entry: path } });
    }
    if (!archive.reading.readable) {
      const reason = `the archive breaks off before a ${name} was seen`;
      return undecided({ rule, reason, location: { file } });
    }
    const message = `There is no file ${quoteName(path)}.`;
    return found([{ rule, message, locations: [{ file, entry: path }] }]);
  },
});
