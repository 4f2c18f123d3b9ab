import type { VerificationSummary } from '../vsa.ts';

export const SUMMARY: VerificationSummary = {
  verifierId: 'https://verifier.example',
  timeVerified: '2026-11-21T00:00:00Z',
  resourceUri: 'pkg:pypi/widget@1.2.0',
  policyUri: 'https://verifier.example/policy',
  policySha256: 'ab',
  result: 'PASSED',
  levels: ['SLSA_BUILD_LEVEL_2'],
  inputs: [{ uri: undefined, sha256: 'cd' }],
  slsaVersion: '1.2',
};
