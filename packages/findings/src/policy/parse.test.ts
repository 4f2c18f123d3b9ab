import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDate } from './date.ts';
import { policyOrigin } from './origin.ts';
import { parsePolicy } from './parse.ts';

const problems = (value: unknown): readonly string[] =>
  parsePolicy(value).problems.map(({ at, message }) => `${at}: ${message}`);
const ignore = (parts: object): object => ({ ignore: [{ rule: 'zip/*', reason: 'known', ...parts }] });

describe('parsePolicy', () => {
  test('reads a whole policy', () => {
    const origin = policyOrigin('custody.toml', new TextEncoder().encode('abc'));
    const value = {
      'fail-on': 'high',
      ignore: [
        {
          rule: 'zip/unique-names',
          path: 'dist/*.whl',
          entry: 'a/**',
          sha256: 'AB'.repeat(32),
          reason: 'r',
          expires: '2026-12-31',
          owner: 'o',
        },
      ],
    };
    expect(parsePolicy(value, origin)).toEqual({
      policy: {
        origin: {
          path: 'custody.toml',
          sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        },
        failOn: 'high',
        ignores: [{ ...value.ignore[0], sha256: 'ab'.repeat(32) }],
      },
      problems: [],
    });
  });

  test('obeys comments in judged files only where globs say which', () => {
    expect(parsePolicy({ 'inline-ignores': ['ours/**'] }).policy.inlineIgnores).toEqual(['ours/**']);
    for (const wrong of [true, 'ours', [1], ['']])
      expect(problems({ 'inline-ignores': wrong })[0]).toMatch(/^inline-ignores: .*array of globs/);
  });

  test('takes an empty policy for the defaults', () => {
    expect(parsePolicy({})).toEqual({ policy: { failOn: 'medium', ignores: [] }, problems: [] });
  });

  test('accepts a date that TOML already made one', () => {
    class LocalDate extends Date {
      override toISOString(): string {
        return super.toISOString().slice(0, 10);
      }
    }
    expect(parsePolicy(ignore({ expires: new LocalDate('2026-12-31') })).policy.ignores[0]?.expires).toBe(
      '2026-12-31',
    );
    expect(problems(ignore({ expires: new Date('2026-12-31') }))).toHaveLength(1);
    expect(problems(ignore({ expires: new Date(Number.NaN) }))).toHaveLength(1);
  });

  test.each([
    [[], ': a policy must be a table; found an array'],
    [undefined, ': a policy must be a table; found nothing'],
    [
      { fail_on: 'low' },
      'fail_on: unknown key "fail_on"; expected one of fail-on, unrated, inline-ignores, threshold, ignore',
    ],
    [
      { 'fail-on': 'info' },
      'fail-on: fail-on must be one of low, medium, high, critical, never; found "info"',
    ],
    [{ ignore: { rule: 'zip/a' } }, 'ignore: ignore must be tables ([[ignore]]); found a table'],
    [{ ignore: ['zip/a'] }, 'ignore[1]: each ignore must be a table ([[ignore]]); found "zip/a"'],
    [
      ignore({ rule: 'zip' }),
      'ignore[1].rule: rule must be a rule id such as "zip/unique-names", or "zip/*"; found "zip"',
    ],
    [
      ignore({ rule: '*' }),
      'ignore[1].rule: rule must be a rule id such as "zip/unique-names", or "zip/*"; found "*"',
    ],
    [ignore({ rule: 'policy/*' }), 'ignore[1].rule: policy/* cannot be ignored: correct the policy instead'],
    [ignore({ reason: ' ' }), 'ignore[1].reason: reason must be a string that is not empty; found " "'],
    [
      ignore({ expires: '2026-02-30' }),
      'ignore[1].expires: expires must be a day written YYYY-MM-DD; found "2026-02-30"',
    ],
    [ignore({ sha256: 'abc' }), 'ignore[1].sha256: sha256 must be 64 hexadecimal digits; found "abc"'],
    [ignore({ path: 3 }), 'ignore[1].path: path must be a string that is not empty; found 3'],
    [
      ignore({ path: 'a'.repeat(1001) }),
      'ignore[1].path: path must be a glob of at most 1000 characters; found 1001',
    ],
    [
      ignore({ 'x\u001b': 1 }),
      'ignore[1].x\\x1b: unknown key "x\\x1b"; expected one of rule, path, entry, sha256, advisory, package, version, environment, group, reason, expires, until-fixed, owner',
    ],
  ])('refuses %j', (value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });

  test('refuses an ignore without a reason', () => {
    const { policy, problems: found } = parsePolicy({ ignore: [{ rule: 'zip/*' }] });
    expect(policy.ignores).toEqual([]);
    expect(found.map(({ at }) => at)).toEqual(['ignore[1].reason']);
  });

  test('is not completed by a prototype', () => {
    const inherited = Object.create({ rule: 'zip/*', reason: 'r' }) as object;
    expect(parsePolicy({ ignore: [inherited] }).policy.ignores).toEqual([]);
  });

  test('never throws, and every ignore it gives has a rule and a reason', () => {
    const keys = fc.constantFrom('rule', 'reason', 'path', 'expires', 'sha256', '__proto__', 'x');
    const table = fc.dictionary(keys, fc.oneof(fc.string(), fc.constant('zip/a'), fc.anything()));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ ignore: fc.array(table) })), (value) => {
        for (const { rule, reason } of parsePolicy(value).policy.ignores) {
          expect(rule).toMatch(/^[a-z0-9-]+\/([a-z0-9-]+|\*)$/);
          expect(reason.trim()).not.toBe('');
        }
      }),
    );
  });
});

describe('isDate', () => {
  test.each(['2026-12-31', '2024-02-29', '2000-02-29'])('accepts %s', (day) => {
    expect(isDate(day)).toBe(true);
  });
  test.each([
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-04-31',
    '1900-02-29',
    '2026-1-1',
    '2026-01-01T00:00',
    '',
  ])('refuses %j', (day) => {
    expect(isDate(day)).toBe(false);
  });
});
