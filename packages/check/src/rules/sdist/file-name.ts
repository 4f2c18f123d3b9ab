import type { Finding, Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'sdist/file-name',
  title: 'The file name is {name}-{version}.tar.gz',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Source distribution format, file name; PEP 625',
  why: 'Indexes and installers know by it alone which project and version the file holds.',
  todo: 'Build it again with a build backend that follows PEP 625; do not rename it by hand.',
};

/** D01: that it can be read at all. How it is written is `sdist/file-name-form`. */
export const fileName: JudgedRule<SdistView> = {
  rule,
  judge: ({ file, inspection: { filename } }) =>
    filename.kind === 'ok'
      ? HOLDS
      : found(
          filename.problems.map(
            ({ code, message }): Finding => ({ rule, message, locations: [{ file }], key: code }),
          ),
        ),
};
