import type { CodeFacts } from '../file/types.ts';

const FILE = 'pyproject.toml specification';
const PROJECT = `${FILE}, [project]`;
const BUILD = 'PEP 517, PEP 518';
const GROUPS = 'Dependency groups (PEP 735)';
const standard = (clause: string): CodeFacts => ({ source: 'standard', clause });

/** What can be wrong with a pyproject.toml, who demands otherwise, and where. */
export const PYPROJECT_CODES = {
  'not-utf8': standard('TOML 1.0'),
  'byte-order-mark': { source: 'custody', clause: "Python's tomllib refuses it" },
  'toml-syntax': standard('TOML 1.0'),
  'unknown-table': standard(FILE),
  'unknown-key': standard(FILE),
  'wrong-type': standard(FILE),
  'missing-key': standard(FILE),
  name: standard(PROJECT),
  version: standard(PROJECT),
  description: standard(PROJECT),
  readme: standard(PROJECT),
  'requires-python': standard(PROJECT),
  license: standard(`${PROJECT}; PEP 639`),
  'license-form': { source: 'custody', clause: 'PEP 639, case normalisation, deprecated identifiers' },
  'license-table': standard('PEP 639, deprecates the table'),
  'license-files': standard('Glob patterns; PEP 639'),
  'license-classifier': standard('PEP 639'),
  person: standard(PROJECT),
  classifier: standard(PROJECT),
  url: { source: 'pypi-rejects', clause: `${PROJECT}; PyPI` },
  'entry-point': standard('Entry points specification'),
  requirement: standard('Dependency specifiers'),
  'requirement-url': { source: 'pypi-rejects', clause: 'PyPI, direct dependencies' },
  extra: standard(PROJECT),
  'import-name': standard('PEP 794'),
  dynamic: standard(PROJECT),
  'build-backend': standard(BUILD),
  'backend-path': standard(BUILD),
  'group-name': standard(GROUPS),
  'group-include': standard(GROUPS),
  'group-cycle': standard(GROUPS),
  'more-problems': { source: 'custody', clause: 'bounded work' },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type PyprojectCode = keyof typeof PYPROJECT_CODES;
