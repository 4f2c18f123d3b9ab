import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding, unknown } from '../rule/make.ts';
import {
  COMPILED_FILE,
  CONTEXT,
  DUPLICATE_NAME,
  damagedWheel,
  goodSdist,
  HASH_MISMATCH,
  judged,
  NATIVE_ACCOUNTED,
  RELEASE_AGE,
  RULES,
} from '../testing/sample.ts';
import type { Examination, Rule } from '../types.ts';
import { renderSarif } from '../render/sarif/render.ts';
import { renderText } from '../render/text/render.ts';
import { judge } from './judge.ts';
import { exitCode } from './verdict.ts';

const examination = (parts: Partial<Examination>): Examination => ({
  subject: { kind: 'wheel', path: 'a.whl' },
  judged: ['zip/unique-names'],
  findings: [],
  unknowns: [],
  ...parts,
});
const at = [{ file: 'a.whl' }] as const;
const seen = (rule: Rule, parts = {}) => finding(rule, { message: 'seen', locations: at, ...parts });

describe('a comment in the judged tree', () => {
  const inside = (inlineIgnores?: readonly string[]) =>
    judged([examination({ findings: [seen(NATIVE_ACCOUNTED, { inline: 'reviewed' })] })], {
      failOn: 'low',
      ignores: [],
      ...(inlineIgnores && { inlineIgnores }),
    });

  test('counts for nothing where the policy does not obey it', () => {
    expect([inside().verdict, inside(['other/**']).verdict]).toEqual(['findings', 'findings']);
    expect(inside().subjects[0]?.findings[0]?.ignored).toBeUndefined();
  });

  test('is an ignore with its reason where the policy obeys comments in that file', () => {
    const report = inside(['./*.whl']);
    expect(report.verdict).toBe('ok');
    expect(report.subjects[0]?.findings[0]?.ignored).toMatchObject({ reason: 'reviewed', inline: true });
    expect(renderSarif(report)).toContain('"inSource"');
    expect(renderText(report)).toContain('a comment in the file');
  });
});

describe('the verdict', () => {
  test('is ok where everything judged holds', () => {
    const report = judged([examination({})]);
    expect([report.verdict, exitCode(report)]).toEqual(['ok', 0]);
  });

  test('is findings at the threshold, ok below it', () => {
    const one = [examination({ findings: [seen(NATIVE_ACCOUNTED)] })];
    expect(exitCode(judged(one, { failOn: 'medium', ignores: [] }))).toBe(1);
    expect(exitCode(judged(one, { failOn: 'high', ignores: [] }))).toBe(0);
    expect(exitCode(judged(one, { failOn: 'never', ignores: [] }))).toBe(0);
  });

  test("takes the finding's own severity over the rule's", () => {
    expect(judged([examination({ findings: [seen(COMPILED_FILE, { severity: 'high' })] })]).verdict).toBe(
      'findings',
    );
    expect(judged([examination({ findings: [seen(HASH_MISMATCH, { severity: 'info' })] })]).verdict).toBe(
      'ok',
    );
  });

  test('never counts info, whatever the threshold', () => {
    const report = judged([examination({ findings: [seen(COMPILED_FILE, { severity: 'info' })] })], {
      failOn: 'low',
      ignores: [],
    });
    expect(report.verdict).toBe('ok');
  });

  test('is undecided where a rule could not be judged, and findings weigh more', () => {
    const missing = unknown(HASH_MISMATCH, { reason: 'encrypted', location: at[0] });
    const report = judged([examination({ unknowns: [missing] })]);
    expect([report.verdict, exitCode(report)]).toEqual(['undecided', 3]);
    expect(judged([examination({ unknowns: [missing], findings: [seen(HASH_MISMATCH)] })]).verdict).toBe(
      'findings',
    );
  });

  test('does not wait for what only an index could answer', () => {
    const report = judged([goodSdist]);
    expect([report.verdict, report.counts.online, report.counts.undecided]).toEqual(['ok', 1, 0]);
  });

  test('is undecided where nothing at all was judged', () => {
    expect(judged([]).verdict).toBe('undecided');
    expect(judged([examination({ judged: [] })]).verdict).toBe('undecided');
  });

  test('counts files that PyPI refuses even where the policy ignores why', () => {
    const report = judged([examination({ findings: [seen(DUPLICATE_NAME)] })], {
      failOn: 'low',
      ignores: [{ rule: 'zip/*', reason: 'known' }],
    });
    expect([report.verdict, report.counts.ignored, report.counts.refused]).toEqual(['ok', 1, 1]);
  });
});

describe('judging', () => {
  test('refuses a day that is not in the calendar', () => {
    const context = { ...CONTEXT, today: '2026-02-30' };
    const policy = { failOn: 'low', ignores: [] } as const;
    expect(() => judge({ examinations: [], policy, rules: RULES, context })).toThrow(/YYYY-MM-DD/);
  });

  test('gives the same report in whatever order things were found', () => {
    const all = [
      damagedWheel,
      goodSdist,
      examination({ findings: [seen(RELEASE_AGE), seen(HASH_MISMATCH)] }),
    ];
    const expected = JSON.stringify(judged(all));
    const shuffled = fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.shuffledSubarray([...damagedWheel.findings], { minLength: damagedWheel.findings.length }),
    );
    fc.assert(
      fc.property(shuffled, ([examinations, findings]) => {
        const input = examinations.map((one) => (one === damagedWheel ? { ...one, findings } : one));
        expect(JSON.stringify(judged(input))).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('puts the worst first', () => {
    const severities = judged([damagedWheel]).subjects[0]?.findings.map(({ severity }) => severity);
    expect(severities?.slice(0, 4)).toEqual(['critical', 'high', 'medium', 'low']);
  });

  test('does not change what it was given', () => {
    const before = JSON.stringify(damagedWheel);
    judged([damagedWheel]);
    expect(JSON.stringify(damagedWheel)).toBe(before);
  });
});

describe('fingerprints', () => {
  const prints = (findings: Examination['findings'], path = 'a.whl'): readonly string[] =>
    judged([examination({ subject: { kind: 'wheel', path }, findings })]).subjects.flatMap((result) =>
      result.findings.map(({ fingerprint }) => fingerprint),
    );
  const place = (file: string, offset: number) =>
    [{ file, entry: 'x', position: { kind: 'byte', offset } }] as const;

  test('stay when the offset, the wording or the folder changes', () => {
    const before = prints([finding(DUPLICATE_NAME, { message: 'a', locations: place('a.whl', 1) })]);
    const after = prints(
      [finding(DUPLICATE_NAME, { message: 'b', locations: place('out/a.whl', 9) })],
      'out/a.whl',
    );
    expect(after).toEqual(before);
  });

  test('differ by rule, entry and key, and among equals', () => {
    const all = prints([
      seen(DUPLICATE_NAME),
      seen(DUPLICATE_NAME),
      seen(DUPLICATE_NAME, { key: 'k' }),
      seen(HASH_MISMATCH),
      finding(DUPLICATE_NAME, { message: 'a', locations: place('a.whl', 1) }),
    ]);
    expect(new Set(all).size).toBe(5);
  });
});
