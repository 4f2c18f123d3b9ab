import { formatSize, type Rule } from '@custody/findings';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'wheel/size',
  title: 'The file is not larger than PyPI takes by default',
  severity: 'low',
  confidence: 'low',
  sources: ['pypi-rejects'],
  standard: 'PyPI, file size limit: 100 MiB unless the project has asked for more',
  why: 'The upload is refused unless PyPI has raised the limit of the project.',
  todo: 'Ask for a higher limit, or leave out what need not be shipped.',
};

const LIMIT = 100 * 1024 * 1024;

/** W17. What limit a project has only PyPI knows. */
export const size: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, size: bytes }) =>
    found(
      bytes <= LIMIT
        ? []
        : [
            {
              rule,
              message: `The file has ${formatSize(bytes)}; without a higher limit PyPI takes ${formatSize(LIMIT)}.`,
              locations: [{ file }],
            },
          ],
    ),
};
