import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

const rule: Rule = {
  id: 'wheel/dist-info-directory',
  title: 'The .dist-info directory has only directories that a standard knows',
  severity: 'low',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, Subdirectories in .dist-info/',
  why: 'Other names are reserved: a future standard may give them a meaning.',
  todo: 'Move the files into the package, or into licenses or sboms if that is what they are.',
};

const KNOWN: ReadonlySet<string> = new Set(['licenses', 'license_files', 'LICENSES', 'sboms']);

/** W13. Each directory is told once. */
export const distInfoDirectory: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, entries } }) => {
    const unknown = new Set<string>();
    for (const { entry } of entries) {
      const [root, directory, ...rest] = entry.name.split('/', 3);
      if (root === distInfo && directory !== undefined && rest.length > 0 && !KNOWN.has(directory))
        unknown.add(directory);
    }
    return found(
      boundedFindings(rule, [...unknown], (directory) => ({
        message: `No standard knows the directory ${quoteName(directory)} in .dist-info.`,
        locations: [{ file, entry: `${distInfo ?? ''}/${directory}/` }],
      })),
    );
  },
};
