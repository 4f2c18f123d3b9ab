import { describe, expect, test } from 'vitest';
import type { Report } from '../report/types.ts';
import { finding, unknown } from '../rule/make.ts';
import { DUPLICATE_NAME, HASH_MISMATCH, judged } from '../testing/sample.ts';
import type { Examination } from '../types.ts';
import type { Ignore } from './types.ts';

const FILE = './dist/a-1.0-py3-none-any.whl';
const DIGEST = 'cd'.repeat(32);
const seen: Examination = {
  subject: { kind: 'wheel', path: FILE, sha256: DIGEST },
  judged: ['zip/unique-names'],
  findings: [finding(DUPLICATE_NAME, { message: 'twice', locations: [{ file: FILE, entry: 'a/b.py' }] })],
  unknowns: [],
};
const origin = { path: 'custody.toml', sha256: 'ab'.repeat(32) };
const under = (ignores: readonly Omit<Ignore, 'reason'>[], examinations = [seen]): Report =>
  judged(examinations, {
    origin,
    failOn: 'medium',
    ignores: ignores.map((ignore) => ({ reason: 'known', ...ignore })),
  });
const policyFindings = (report: Report): readonly string[] =>
  report.subjects
    .filter(({ subject }) => subject.kind === 'policy')
    .flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule.id} ${severity}`));

describe('an ignore', () => {
  test.each<Omit<Ignore, 'reason'>>([
    { rule: 'zip/unique-names' },
    { rule: 'zip/*' },
    { rule: 'zip/*', path: 'dist/*.whl' },
    { rule: 'zip/*', path: '*.whl' },
    { rule: 'zip/*', path: './dist/**' },
    { rule: 'zip/*', entry: '**/b.py' },
    { rule: 'zip/*', sha256: DIGEST },
    { rule: 'zip/*', expires: '2026-11-20' },
  ])('that fits keeps the finding in the report, marked: %j', (ignore) => {
    const report = under([ignore]);
    expect(report.verdict).toBe('ok');
    expect(report.subjects[0]?.findings[0]?.ignored?.reason).toBe('known');
    expect(policyFindings(report)).toEqual([]);
  });

  test.each<Omit<Ignore, 'reason'>>([
    { rule: 'zip/*', path: 'other/*.whl' },
    { rule: 'zip/*', entry: '*.py' },
    { rule: 'zip/*', sha256: 'ef'.repeat(32) },
  ])('that does not fit is reported as unmatched: %j', (ignore) => {
    const report = under([ignore]);
    expect(report.verdict).toBe('findings');
    expect(policyFindings(report)).toEqual(['policy/unmatched-ignore low']);
  });

  test('is not called unmatched where its rule was not judged in this run', () => {
    expect(policyFindings(under([{ rule: 'record/*' }]))).toEqual([]);
  });

  test('that has expired ignores nothing, and is a finding itself', () => {
    const report = under([{ rule: 'zip/*', expires: '2026-11-19' }]);
    expect(report.subjects[0]?.findings[0]?.ignored).toBeUndefined();
    expect(policyFindings(report)).toEqual(['policy/expired-ignore medium']);
  });

  test('that has expired and would match nothing weighs less', () => {
    expect(policyFindings(under([{ rule: 'zip/*', entry: 'x', expires: '2026-11-19' }]))).toEqual([
      'policy/expired-ignore low',
    ]);
  });

  test('that has expired yields to a later one that is in force', () => {
    const report = under([{ rule: 'zip/*', expires: '2026-11-19' }, { rule: 'zip/*' }]);
    const mine = report.subjects.find(({ subject }) => subject.path === FILE);
    expect(mine?.findings[0]?.ignored?.expires).toBeUndefined();
    expect(mine?.findings[0]?.ignored).toBeDefined();
  });

  test.each<Ignore['rule']>(['zip/uniqe-names', 'zap/*'])(
    'that names %s, which does not exist, is a finding',
    (rule) => {
      expect(policyFindings(under([{ rule }]))).toEqual(['policy/unknown-rule medium']);
    },
  );

  test('covers what could not be judged, too', () => {
    const missing = unknown(HASH_MISMATCH, { reason: 'encrypted', location: { file: FILE } });
    const all = [{ ...seen, findings: [], unknowns: [missing] }];
    expect(under([], all).verdict).toBe('undecided');
    expect(under([{ rule: 'record/hash-mismatch' }], all).verdict).toBe('ok');
  });

  test('of a policy without a file is judged silently', () => {
    expect(
      judged([seen], { failOn: 'low', ignores: [{ rule: 'zap/*', reason: 'r' }] }).subjects,
    ).toHaveLength(1);
  });
});
