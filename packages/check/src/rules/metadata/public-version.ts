import { metadataRule } from './metadata-rule.ts';

export const publicVersion = metadataRule(
  {
    id: 'metadata/public-version',
    title: 'Version has no local label',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Version specifiers, Local version identifiers',
    why: 'Local labels are for builds that stay within one place; a public index refuses them.',
    todo: 'Leave the label out of what is published; where the file is for an index of your own, ignore this rule for it in the policy.',
  },
  ['local-version'],
);
