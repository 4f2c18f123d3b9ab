import type { CodeFacts } from '../file/types.ts';

const FORMAT = 'Entry points specification, File format';
const MODEL = 'Entry points specification, Data model';
const SCRIPTS = 'Entry points specification, Use for scripts';

/** What can be wrong with entry_points.txt, who demands otherwise, and where. */
export const ENTRY_POINT_CODES = {
  'not-utf8': { source: 'pypi-rejects', clause: FORMAT },
  'byte-order-mark': { source: 'pypi-rejects', clause: FORMAT },
  'line-splitting-character': { source: 'custody', clause: 'readers differ on what ends a line' },
  'no-section': { source: 'pypi-rejects', clause: FORMAT },
  'malformed-line': { source: 'pypi-rejects', clause: FORMAT },
  'text-after-group': { source: 'standard', clause: FORMAT },
  'duplicate-group': { source: 'pypi-rejects', clause: FORMAT },
  'duplicate-name': { source: 'pypi-rejects', clause: MODEL },
  'default-section': { source: 'custody', clause: 'configparser copies DEFAULT into every group' },
  interpolation: { source: 'custody', clause: 'configparser interpolates "%" and fails' },
  'multiline-value': { source: 'standard', clause: FORMAT },
  'group-name': { source: 'standard', clause: MODEL },
  'entry-name': { source: 'standard', clause: MODEL },
  'entry-name-form': { source: 'custody', clause: `${MODEL}, recommendation` },
  'script-name': { source: 'pypi-rejects', clause: MODEL },
  'script-dots': { source: 'custody', clause: 'a script is a file in the scripts directory' },
  'script-case': { source: 'standard', clause: SCRIPTS },
  'script-reference': { source: 'standard', clause: SCRIPTS },
  'object-reference': { source: 'standard', clause: MODEL },
  extras: { source: 'standard', clause: MODEL },
  'extras-used': { source: 'custody', clause: `${MODEL}, recommendation` },
  'too-large': { source: 'custody', clause: 'bounded work' },
  'more-problems': { source: 'custody', clause: 'bounded work' },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type EntryPointCode = keyof typeof ENTRY_POINT_CODES;
