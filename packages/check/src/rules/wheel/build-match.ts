import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { NO_FILENAME } from './filename-rule.ts';
import { lineOf } from './say.ts';
import { NO_WHEEL_FILE } from './wheel-file-rule.ts';

const rule: Rule = {
  id: 'wheel/build-match',
  title: 'The WHEEL file has the build number of the file name',
  severity: 'low',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, File contents',
  why: 'Of two builds of one version the one with the higher number is installed: the file name alone says which it is.',
  todo: 'Build the wheel again with the build number set, or leave it out of the name.',
};

const say = (build: string | undefined): string =>
  build === undefined ? 'no build number' : quoteName(build);

/** W09, on the build number. */
export const buildMatch: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { filename, wheelFile } }) => {
    if (filename.kind !== 'ok') return undecided({ rule, reason: NO_FILENAME, location: { file } });
    if (wheelFile === undefined) return undecided({ rule, reason: NO_WHEEL_FILE, location: { file } });
    const { parsed, path } = wheelFile;
    if (parsed.build === filename.buildText) return found([]);
    return found([
      {
        rule,
        message: `The WHEEL file has ${say(parsed.build)}, the file name ${say(filename.buildText)}.`,
        locations: [{ file, entry: path, ...lineOf(parsed, 'build') }],
      },
    ]);
  },
};
