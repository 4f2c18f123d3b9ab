import type { Rule } from '@custody/findings';
import { inputSplice } from '../../workflow/inputs.ts';
import { settingNamed } from '../../workflow/settings.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { publishingIn } from '../../workflow/publishing.ts';

const rule: Rule = {
  id: 'workflow/hash-not-printed',
  title: 'The log of a release shows the hashes of its files',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  standard: 'SPEC 8, print-hash',
  why: 'The log is the only record by which a file on the index can later be compared with what was uploaded.',
  todo: 'Give the publish step `print-hash: true`.',
};

/** Steps of pypa/gh-action-pypi-publish that do not print the hashes. */
export const hashNotPrinted: PinRule = {
  rule,
  *judge(view) {
    for (const { at, range, tool } of publishingIn(view)) {
      if (tool !== 'pypa/gh-action-pypi-publish') continue;
      const setting =
        settingNamed(at.step.inputs, 'print-hash') ?? settingNamed(at.step.inputs, 'print_hash');
      if (setting !== undefined && setting.value.value !== 'false') continue;
      const splice =
        setting === undefined
          ? inputSplice(at.step, 'print-hash', 'true')
          : { range: setting.value.range, text: 'true' };
      yield {
        kind: 'found',
        at: placeAt(at.file, setting?.value.range ?? range),
        message: 'The publish step does not print the hashes of the files.',
        key: at.job.id,
        ...(splice && {
          mend: {
            title: 'print the hashes',
            safety: 'safe',
            edits: [{ path: at.file.path, splices: [splice] }],
          },
        }),
      };
    }
  },
};
