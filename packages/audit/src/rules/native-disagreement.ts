import type { Rule } from '@custody/findings';

export const NATIVE_DISAGREEMENT: Rule = {
  id: 'audit/native-disagreement',
  title: 'What is declared of a bundled library agrees with what is observed',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Advisories are looked up by the declared version; where the binary says another, they may be the wrong ones.',
  attack: 'An SBOM copied from an earlier release names a library that has since been replaced.',
  todo: 'Rebuild the SBOM from the bytes (custody sbom embed), or correct the version that it declares',
};
