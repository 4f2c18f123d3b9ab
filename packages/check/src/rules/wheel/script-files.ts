import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { dataFiles } from './site.ts';

const rule: Rule = {
  id: 'wheel/script-files',
  title: 'The scripts directory holds regular files only',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, File contents',
  why: 'What installers do with links and subdirectories there is not defined.',
  todo: 'Put the scripts themselves into the directory, without subdirectories.',
};

/** W06, on scripts. */
export const scriptFiles: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const scripts = dataFiles(inspection).filter(({ scheme }) => scheme === 'scripts');
    const odd = scripts.filter(({ rest, kind }) => rest.includes('/') || kind !== 'file');
    return found(
      boundedFindings(rule, odd, ({ name, kind }) => ({
        message:
          kind === 'file'
            ? `${quoteName(name)} is in a subdirectory of the scripts.`
            : `${quoteName(name)} is no regular file.`,
        locations: [{ file, entry: name }],
      })),
    );
  },
};
