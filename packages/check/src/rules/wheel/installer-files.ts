import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'wheel/installer-files',
  title: 'The wheel brings none of the files that installers write',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, The .dist-info directory',
  why: 'They tell who installed the project and from where; shipped in the wheel they lie, or stop an installer that will not overwrite them.',
  todo: 'Build the wheel from sources, not from an installed environment.',
};

const OF_INSTALLERS = ['INSTALLER', 'REQUESTED', 'direct_url.json'];

/** W11. */
export const installerFiles: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, entries } }) => {
    const names = new Set(OF_INSTALLERS.map((name) => `${distInfo ?? ''}/${name}`));
    const shipped = entries.map(({ entry }) => entry.name).filter((name) => names.has(name));
    return found(
      shipped.slice(0, OF_INSTALLERS.length).map((name) => ({
        rule,
        message: `${quoteName(name)} is written by installers, not shipped.`,
        locations: [{ file, entry: name }],
      })),
    );
  },
};
