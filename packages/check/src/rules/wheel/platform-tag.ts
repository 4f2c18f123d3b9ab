import type { Rule } from '@custody/findings';
import { isAcceptedByPyPI } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { NO_FILENAME } from './filename-rule.ts';

const rule: Rule = {
  id: 'wheel/platform-tag',
  title: 'PyPI takes wheels for this platform',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects'],
  standard: 'PyPI platform tags; PEP 513, 599, 600, 656, 730, 738, 783',
  why: 'The upload is refused: the tag promises nothing that an index could rely on.',
  todo: 'Build for a platform that PyPI takes.',
};

/** The tag of a wheel that was built on Linux and never repaired. */
const isPlainLinux = (platform: string): boolean => platform.startsWith('linux_');

/** W04. The list is an index's policy: a wheel for other indexes may well have another tag. */
export const platformTag: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { filename } }) => {
    if (filename.kind !== 'ok') return undecided({ rule, reason: NO_FILENAME, location: { file } });
    const refused = filename.tags.platforms.filter((platform) => !isAcceptedByPyPI(platform));
    return found(
      boundedFindings(rule, refused, (platform) => ({
        message: `PyPI takes no wheels for the platform ${platform}.`,
        locations: [{ file }],
        key: platform,
        ...(isPlainLinux(platform)
          ? { todo: 'Run auditwheel repair, which gives the wheel a manylinux or musllinux tag.' }
          : {}),
      })),
    );
  },
};
