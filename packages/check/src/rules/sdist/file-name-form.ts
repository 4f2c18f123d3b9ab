import type { Finding, Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'sdist/file-name-form',
  title: 'Name and version of the file name are in normal form',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Source distribution format, file name; PEP 625',
  why: 'Of a name with other spellings tools cannot tell where it ends and the version begins.',
  todo: 'Build it with a build backend that follows PEP 625.',
};

/** D01: normalised name with "_" for "-", canonical version. */
export const fileNameForm: JudgedRule<SdistView> = {
  rule,
  judge: ({ file, inspection: { filename } }) => {
    if (filename.kind !== 'ok') return HOLDS;
    const irregular = filename.irregular.filter(({ code }) => code !== 'legacy-zip');
    return found(
      irregular.map(({ code, message }): Finding => ({ rule, message, locations: [{ file }], key: code })),
    );
  },
};
