import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';

const rule: Rule = {
  id: 'wheel/required-files',
  title: 'METADATA, WHEEL and RECORD are present',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Binary distribution format, The .dist-info directory',
  why: 'Without them a wheel can be neither uploaded nor installed.',
  todo: 'Build the wheel again with a PEP 517 build backend.',
};

/** W07. */
export const requiredFiles: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, zip } }) => {
    if (distInfo === undefined) {
      const reason = 'the wheel has no .dist-info directory that could be chosen';
      return undecided({ rule, reason, location: { file } });
    }
    const names = new Set(zip.entries.filter(({ kind }) => kind !== 'directory').map(({ name }) => name));
    const missing = ['METADATA', 'WHEEL', 'RECORD']
      .map((name) => `${distInfo}/${name}`)
      .filter((path) => !names.has(path));
    return found(
      missing.map((path) => ({
        rule,
        message: `The wheel has no ${quoteName(path)}.`,
        locations: [{ file, entry: path, note: 'missing' }],
      })),
    );
  },
};
