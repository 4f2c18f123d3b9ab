import { type LicenseCode, parseLicenseExpression } from '../../license/index.ts';
import { quote } from '../../problem/quote.ts';
import type { MetadataCode } from '../codes.ts';
import type { Check } from './types.ts';

const codeOf = (code: LicenseCode): MetadataCode => {
  if (code === 'deprecated') return 'license-expression-deprecated';
  if (code === 'not-normalised') return 'license-expression-case';
  return code === 'misplaced-plus' || code === 'misplaced-with'
    ? 'license-expression-form'
    : 'license-expression';
};

/** What is wrong with the path of a license file, in words. PEP 639, "Add License-File Field". */
const pathFault = (path: string): string | undefined => {
  if (path.includes('\\')) return 'holds a backslash';
  if (/^\/|^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.includes('..')) return 'holds ".."';
  if (path.includes('*')) return 'holds "*": paths must be resolved';
  if (path.includes('\n')) return 'has more than one line';
  if (path.split('/').some((segment) => segment === '' || segment === '.'))
    return 'holds an empty or "." segment';
  return undefined;
};

/** License, License-Expression, License-File and the license classifiers. PEP 639. */
export const checkLicense: Check = ({ index, metadata, say }) => {
  const expression = index.get('License-Expression')?.[0];
  const license = index.get('License')?.[0];
  if (expression !== undefined && expression.value !== '') {
    for (const problem of parseLicenseExpression(expression.value).problems)
      say(codeOf(problem.code), problem.message, expression);
    if (license !== undefined && license.value !== '')
      say('license-and-expression', 'License and License-Expression are both given.', license);
  }
  const seen = new Set<string>();
  for (const file of index.get('License-File') ?? []) {
    const fault = pathFault(file.value);
    if (file.value !== '' && fault !== undefined)
      say('license-file-path', `License-File ${quote(file.value)} ${fault}.`, file);
    if (seen.has(file.value))
      say('license-file-duplicate', `License-File ${quote(file.value)} is listed twice.`, file);
    seen.add(file.value);
  }
  for (const classifier of index.get('Classifier') ?? [])
    if (classifier.value.startsWith('License ::') && metadata.licenseExpression)
      say(
        'license-classifier',
        `Classifier ${quote(classifier.value)} is deprecated where License-Expression is given.`,
        classifier,
      );
};
