import type { CodeFacts } from '../file/types.ts';

const EXPRESSION = 'License expression; PEP 639';

/** What can be wrong with a license expression, who demands otherwise, and where. */
export const LICENSE_CODES = {
  empty: { source: 'pypi-rejects', clause: EXPRESSION },
  'too-long': { source: 'custody', clause: 'bounded work' },
  malformed: { source: 'pypi-rejects', clause: EXPRESSION },
  'misplaced-with': { source: 'standard', clause: 'SPDX 2.2, Annex D' },
  'misplaced-plus': { source: 'standard', clause: 'SPDX 2.2, Annex D' },
  'unknown-license': { source: 'pypi-rejects', clause: EXPRESSION },
  'unknown-exception': { source: 'pypi-rejects', clause: EXPRESSION },
  'license-ref': { source: 'pypi-rejects', clause: EXPRESSION },
  deprecated: { source: 'custody', clause: 'PEP 639 asks tools to warn' },
  'not-normalised': { source: 'custody', clause: 'PEP 639, case normalisation' },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type LicenseCode = keyof typeof LICENSE_CODES;
