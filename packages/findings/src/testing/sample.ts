import { type JudgeInput, judge } from '../report/judge.ts';
import type { Report } from '../report/types.ts';
import { finding, unknown } from '../rule/make.ts';
import { ruleTable } from '../rule/table.ts';
import type { Examination, Rule } from '../types.ts';

export const HASH_MISMATCH: Rule = {
  id: 'record/hash-mismatch',
  title: 'Every hash in RECORD equals the bytes',
  severity: 'critical',
  confidence: 'high',
  sources: ['standard', 'custody'],
  standard: 'PEP 427, The .dist-info directory',
  why: 'No installer and no index compares these hashes, so a file swapped after the build reaches every user unnoticed.',
  attack: 'A build step or mirror replaces one module in a finished wheel.',
  todo: 'Rebuild the wheel from its source; do not ship this file',
};

export const DUPLICATE_NAME: Rule = {
  id: 'zip/unique-names',
  title: 'Entry names are unique',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'PEP 427',
  why: 'Two readers of one archive see different files: what was reviewed is not what is installed.',
  attack: 'A harmless first entry hides a second one of the same name.',
  todo: 'Rebuild the wheel with a tool that writes each entry once',
};

export const COMPILED_FILE: Rule = {
  id: 'wheel/compiled-file',
  title: 'No compiled Python files are shipped',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Bytecode runs without its source being read, and nobody reviews it.',
  todo: 'Exclude __pycache__ from the build',
};

export const RELEASE_AGE: Rule = {
  id: 'sdist/release-age',
  title: 'The release is at most 14 days old',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects'],
  why: 'PyPI refuses new files on older releases.',
  todo: 'Make a new release',
  online: true,
};

export const NATIVE_ACCOUNTED: Rule = {
  id: 'sbom/native-accounted',
  title: 'Every native library is accounted for',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'A bundled library that no document names is never patched.',
  todo: 'Run custody sbom embed on the wheel',
};

export const RULES = ruleTable([HASH_MISMATCH, DUPLICATE_NAME, COMPILED_FILE, RELEASE_AGE, NATIVE_ACCOUNTED]);

const DAMAGED = 'dist/demo-1.0-cp312-cp312-manylinux_2_28_x86_64.whl';

export const damagedWheel: Examination = {
  subject: {
    kind: 'wheel',
    path: DAMAGED,
    sha256: '3f2a9c11d0e4b5a6978877665544332211009f8e7d6c5b4a39281706f5e4d3c2',
    size: 1_234_567,
    name: 'demo',
    version: '1.0',
    facts: ['3 native libraries', 'SBOM: auditwheel.cdx.json'],
  },
  judged: [...RULES.keys()],
  findings: [
    finding(HASH_MISMATCH, {
      message: 'demo/__init__.py has SHA-256 9b1c…, RECORD says 77e0…',
      locations: [
        { file: DAMAGED, entry: 'demo/__init__.py', position: { kind: 'byte', offset: 1024, length: 310 } },
        {
          file: DAMAGED,
          entry: 'demo-1.0.dist-info/RECORD',
          position: { kind: 'text', line: 3, column: 18 },
          note: 'what RECORD says',
        },
      ],
    }),
    finding(DUPLICATE_NAME, {
      message: 'demo/core.py is in the archive twice',
      locations: [{ file: DAMAGED, entry: 'demo/core.py', position: { kind: 'byte', offset: 48_213 } }],
    }),
    finding(NATIVE_ACCOUNTED, {
      message: 'demo.libs/libz-a147dcb0.so.1.2.11 is named by no SBOM',
      locations: [{ file: DAMAGED, entry: 'demo.libs/libz-a147dcb0.so.1.2.11' }],
      fix: { title: 'Embed an SBOM', safety: 'safe', command: `custody sbom embed ${DAMAGED}` },
    }),
    ...Array.from({ length: 12 }, (_, index) =>
      finding(COMPILED_FILE, {
        message: `demo/__pycache__/m${index}.cpython-312.pyc is bytecode`,
        locations: [{ file: DAMAGED, entry: `demo/__pycache__/m${index}.cpython-312.pyc` }],
      }),
    ),
  ],
  unknowns: [],
};

export const goodSdist: Examination = {
  subject: {
    kind: 'sdist',
    path: 'dist/demo-1.0.tar.gz',
    sha256: '9b1c0d2e3f405162738495a6b7c8d9eaf0b1c2d3e4f5061728394a5b6c7d8e9f',
    size: 45_120,
    name: 'demo',
    version: '1.0',
  },
  judged: ['sdist/release-age', 'wheel/compiled-file'],
  findings: [],
  unknowns: [
    unknown(RELEASE_AGE, {
      reason: 'offline: only the index knows when the release was made',
      location: { file: 'dist/demo-1.0.tar.gz' },
    }),
  ],
};

export const CONTEXT: JudgeInput['context'] = {
  tool: { name: 'custody', version: '0.1.0' },
  command: 'custody check dist/',
  today: '2026-11-20',
  facts: [{ name: 'network', value: 'offline' }],
};

/** Judges the given examinations under a policy that ignores nothing unless told otherwise. */
export const judged = (
  examinations: readonly Examination[],
  policy: JudgeInput['policy'] = { failOn: 'medium', ignores: [] },
): Report => judge({ examinations, policy, rules: RULES, context: CONTEXT });

/** A report with one damaged wheel, one good sdist, and one ignore in force. */
export const sampleReport = (): Report =>
  judged([damagedWheel, goodSdist], {
    origin: { path: 'custody.toml', sha256: 'ab'.repeat(32) },
    failOn: 'medium',
    ignores: [
      {
        rule: 'zip/unique-names',
        entry: 'demo/core.py',
        reason: 'both copies are equal; fixed in 1.1',
        expires: '2026-12-31',
        owner: 'release team',
      },
    ],
  });
