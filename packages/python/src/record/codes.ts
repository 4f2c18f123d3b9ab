import type { CodeFacts } from '../file/types.ts';

const RECORDING = 'Recording installed projects, The RECORD file';
const WHEEL = 'Binary distribution format, The .dist-info directory';

/** What can be wrong with a RECORD file, who demands otherwise, and where. */
export const RECORD_CODES = {
  'not-utf8': { source: 'pypi-rejects', clause: WHEEL },
  'byte-order-mark': { source: 'pypi-warns', clause: RECORDING },
  'line-splitting-character': { source: 'pypi-warns', clause: 'readers split with str.splitlines()' },
  'quoted-newline': { source: 'pypi-warns', clause: 'readers split with str.splitlines()' },
  'line-terminator': { source: 'standard', clause: RECORDING },
  'control-character': { source: 'custody', clause: 'names are shown to people' },
  quoting: { source: 'custody', clause: 'csv readers differ on stray quotes' },
  'blank-line': { source: 'standard', clause: RECORDING },
  'column-count': { source: 'standard', clause: RECORDING },
  'too-large': { source: 'custody', clause: 'bounded work' },
  'empty-path': { source: 'standard', clause: RECORDING },
  'backslash-path': { source: 'custody', clause: 'an archive name never holds a backslash' },
  'absolute-path': { source: 'custody', clause: 'a wheel installs into its own tree' },
  'parent-path': { source: 'custody', clause: 'a wheel installs into its own tree' },
  'unnormalised-path': { source: 'custody', clause: 'one file has one name' },
  'directory-row': { source: 'pypi-warns', clause: RECORDING },
  'duplicate-row': { source: 'custody', clause: 'one file has one hash' },
  'missing-hash': { source: 'standard', clause: WHEEL },
  'malformed-hash': { source: 'standard', clause: RECORDING },
  'weak-hash': { source: 'standard', clause: WHEEL },
  'unknown-hash': { source: 'standard', clause: RECORDING },
  'hash-padding': { source: 'standard', clause: RECORDING },
  'hash-alphabet': { source: 'standard', clause: RECORDING },
  'hash-length': { source: 'standard', clause: RECORDING },
  'hash-spare-bits': { source: 'custody', clause: 'RFC 4648 section 3.5' },
  'bad-size': { source: 'standard', clause: RECORDING },
  'missing-size': { source: 'custody', clause: 'a size is checked before a hash' },
  'own-row-missing': { source: 'pypi-warns', clause: RECORDING },
  'own-row-not-empty': { source: 'standard', clause: WHEEL },
  'own-row-not-last': { source: 'custody', clause: 'a reader knows that it has seen all' },
  'signature-row': { source: 'pypi-warns', clause: 'PEP 815' },
  'more-problems': { source: 'custody', clause: 'bounded work' },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type RecordCode = keyof typeof RECORD_CODES;
