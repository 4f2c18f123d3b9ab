import { describe, expect, test } from 'vitest';
import { finding } from '../rule/make.ts';
import {
  COMPILED_FILE,
  DUPLICATE_NAME,
  damagedWheel,
  goodSdist,
  HASH_MISMATCH,
  judged,
  sampleReport,
} from '../testing/sample.ts';
import type { Examination, Finding, SubjectKind } from '../types.ts';
import { actionsOf } from './actions.ts';
import { groupFindings } from './groups.ts';
import { headline, subjectsText, uploadForecast } from './headline.ts';

const of = (findings: readonly Finding[], kind: SubjectKind = 'wheel', path = 'a.whl'): Examination => ({
  subject: { kind, path },
  judged: [HASH_MISMATCH.id],
  findings,
  unknowns: [],
});
const at = (file: string) => ({ message: 'seen', locations: [{ file }] as const });

describe('the subjects of a report', () => {
  test('stand with the worst verdict first, then by path', () => {
    const report = judged([
      of([], 'wheel', 'a.whl'),
      of([finding(HASH_MISMATCH, at('c.whl'))], 'wheel', 'c.whl'),
      of([finding(HASH_MISMATCH, at('b.whl'))], 'wheel', 'b.whl'),
    ]);
    expect(report.subjects.map(({ subject }) => subject.path)).toEqual(['b.whl', 'c.whl', 'a.whl']);
  });
});

describe('what to do', () => {
  test('names a step once for all that it mends, the worst first', () => {
    const report = judged([
      of([finding(COMPILED_FILE, at('a.whl')), finding(COMPILED_FILE, at('a.whl'))]),
      of([finding(COMPILED_FILE, at('b.whl')), finding(HASH_MISMATCH, at('b.whl'))], 'wheel', 'b.whl'),
    ]);
    expect(actionsOf(report).map(({ todo, findings, paths }) => [todo, findings, paths])).toEqual([
      [HASH_MISMATCH.todo, 1, ['b.whl']],
      [COMPILED_FILE.todo, 3, ['b.whl', 'a.whl']],
    ]);
  });

  test('asks for nothing that is ignored or merely worth knowing', () => {
    const report = judged(
      [
        of([
          finding(HASH_MISMATCH, at('a.whl')),
          finding(COMPILED_FILE, { ...at('a.whl'), severity: 'info' }),
        ]),
      ],
      { failOn: 'low', ignores: [{ rule: 'record/*', reason: 'r' }] },
    );
    expect(actionsOf(report)).toEqual([]);
  });

  test("falls back to the rule's own advice where each place has another", () => {
    const own = Array.from({ length: 50 }, (_, index) =>
      finding(COMPILED_FILE, { ...at('a.whl'), todo: `Remove m${index}.pyc` }),
    );
    expect(actionsOf(judged([of(own)])).map(({ todo, findings }) => [todo, findings])).toEqual([
      [COMPILED_FILE.todo, 50],
    ]);
    expect(actionsOf(judged([of(own.slice(0, 2))])).map(({ todo }) => todo)).toEqual([
      'Remove m0.pyc',
      'Remove m1.pyc',
    ]);
    const [group] = groupFindings(judged([of(own)]).subjects[0]?.findings ?? []);
    expect([group?.findings.length, group?.todo]).toEqual([50, COMPILED_FILE.todo]);
  });
});

describe('the headline', () => {
  test.each([
    [sampleReport(), '1 critical, 1 medium (fails on medium); 12 low besides'],
    [judged([goodSdist]), 'nothing found; 2 rules judged on 1 file'],
    [judged([of([finding(COMPILED_FILE, at('a.whl'))])]), 'only 1 low found; 1 rule judged on 1 file'],
    [
      judged([of([finding(HASH_MISMATCH, at('a.whl'))])], { failOn: 'never', ignores: [] }),
      '1 critical found, but the policy fails on nothing; 1 rule judged on 1 file',
    ],
    [judged([]), 'nothing was there to judge'],
  ])('%#', (report, words) => {
    expect(headline(report)).toBe(words);
  });

  test.each([
    [[4, 4, 0, 0], '1 file'],
    [[4, 2, 1, 1], '1 file; 1 of 3 entries could not be audited'],
    [[2, 0, 2, 0], '1 file, of which no entry applies (2 inapplicable)'],
    [[2, 0, 1, 1], '1 file; none of 1 entry could be audited'],
    [[0, 0, 0, 0], '1 file, which names no component'],
  ] as const)(
    'says what an audit could not look at: %j',
    ([entries, audited, inapplicable, unaudited], told) => {
      const inventory = { entries, audited, inapplicable, unaudited, components: [] };
      const subject = { kind: 'dependencies', path: 'uv.lock', inventory } as const;
      const report = judged([{ ...of([]), subject }]);
      expect(headline(report)).toBe(`nothing found; 1 rule judged on ${told}`);
    },
  );

  test('counts what was examined, and not the policy', () => {
    const origin = { path: 'custody.toml', sha256: 'ab'.repeat(32) };
    const policy = { origin, failOn: 'low', ignores: [{ rule: 'no/such', reason: 'r' }] } as const;
    expect(subjectsText(judged([of([]), of([], 'source-tree', '.')], policy))).toBe(
      '1 file and 1 source tree',
    );
    expect(subjectsText(judged([of([], 'source-tree', '.')]))).toBe('1 source tree');
  });

  test('foretells the upload', () => {
    expect(uploadForecast(judged([of([finding(DUPLICATE_NAME, at('a.whl'))])]))).toBe(
      'PyPI would refuse this file.',
    );
    expect(uploadForecast(judged([damagedWheel, goodSdist]))).toBe('PyPI would refuse 1 of these 2.');
    expect(uploadForecast(judged([goodSdist]))).toBeUndefined();
  });
});
