import type { Rule } from '@custody/findings';
import { formatTag, parseTags } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { NO_FILENAME } from './filename-rule.ts';
import { lineOf, listed } from './say.ts';
import { NO_WHEEL_FILE } from './wheel-file-rule.ts';

const rule: Rule = {
  id: 'wheel/tags-match',
  title: 'The WHEEL file has the tags of the file name',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, File contents',
  why: 'By one the wheel fits a machine and by the other it does not: it was renamed or repaired halfway.',
  todo: 'Build the wheel again, or change its tags with `wheel tags`, which rewrites both.',
};

/** The tags that a line stands for; a compressed set has a rule of its own and is expanded here. */
const expand = (text: string): readonly string[] => {
  const tags = parseTags(text);
  return tags.kind === 'ok' ? tags.tags.map(formatTag) : [text.toLowerCase()];
};

/** W09, on tags. */
export const tagsMatch: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { filename, wheelFile } }) => {
    if (filename.kind !== 'ok') return undecided({ rule, reason: NO_FILENAME, location: { file } });
    if (wheelFile === undefined) return undecided({ rule, reason: NO_WHEEL_FILE, location: { file } });
    const { parsed, path } = wheelFile;
    const inside = new Set(parsed.tags.flatMap(expand));
    // That there is no tag at all is told as a missing field.
    if (inside.size === 0) return found([]);
    const named = new Set(filename.tags.tags.map(formatTag));
    const missing = [...named].filter((tag) => !inside.has(tag));
    const extra = [...inside].filter((tag) => !named.has(tag));
    if (missing.length + extra.length === 0) return found([]);
    const says = [
      ...(missing.length === 0 ? [] : [`lacks ${listed(missing)}`]),
      ...(extra.length === 0 ? [] : [`adds ${listed(extra)}`]),
    ];
    return found([
      {
        rule,
        message: `Against the file name's tags the WHEEL file ${says.join(' and ')}.`,
        locations: [{ file, entry: path, ...lineOf(parsed, 'tag') }],
      },
    ]);
  },
};
