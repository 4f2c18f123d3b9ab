import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { python } from '../testing/python.ts';
import { parseLicenseExpression } from './parse.ts';

const codes = (text: string): string[] =>
  parseLicenseExpression(text).problems.map((problem) => problem.code);

describe('parseLicenseExpression', () => {
  test.each([
    ['MIT', 'MIT', []],
    ['mit and (apache-2.0 or bsd-2-clause)', 'MIT AND (Apache-2.0 OR BSD-2-Clause)', ['not-normalised']],
    [
      'GPL-3.0-only WITH Classpath-exception-2.0 OR BSD-3-Clause',
      'GPL-3.0-only WITH Classpath-exception-2.0 OR BSD-3-Clause',
      [],
    ],
    ['licenseref-My.Own-1', 'LicenseRef-My.Own-1', ['not-normalised']],
    ['Apache-2.0+', 'Apache-2.0+', []],
    ['GPL-2.0+', 'GPL-2.0+', ['deprecated']],
    ['((MIT))', '((MIT))', []],
    ['MIT  OR MIT', 'MIT OR MIT', ['not-normalised']],
    ['(MIT OR Zlib) WITH GCC-exception-3.1', '(MIT OR Zlib) WITH GCC-exception-3.1', ['misplaced-with']],
    ['LicenseRef-X+', 'LicenseRef-X+', ['misplaced-plus']],
  ])('reads %j', (text, normalized, expected) => {
    expect(parseLicenseExpression(text).normalized).toBe(normalized);
    expect(codes(text)).toEqual(expected);
  });

  test.each([
    ['', 'empty', 1],
    ['   ', 'empty', 1],
    ['MIT OR', 'malformed', 7],
    ['OR MIT', 'malformed', 1],
    ['MIT Apache-2.0', 'malformed', 5],
    ['(MIT', 'malformed', 5],
    ['MIT)', 'malformed', 4],
    ['()', 'malformed', 2],
    ['MIT (Zlib)', 'malformed', 5],
    ['MIT WITH', 'malformed', 9],
    ['Use-it-after-midnight', 'unknown-license', 1],
    ['MIT OR BSD', 'unknown-license', 8],
    ['MIT WITH Zlib', 'unknown-exception', 10],
    ['LicenseRef-my_own', 'license-ref', 1],
    ['LicenseRef-', 'license-ref', 1],
    ['DocumentRef-a:LicenseRef-b', 'unknown-license', 1],
    ['MIT/Apache-2.0', 'unknown-license', 1],
    ['__proto__', 'unknown-license', 1],
    [`MIT OR ${'MIT OR '.repeat(600)}MIT`, 'too-long', 4096],
  ])('refuses %j', (text, code, column) => {
    const read = parseLicenseExpression(text);
    expect(read.problems[0]).toMatchObject({ code, column });
    expect(read.normalized).toBeUndefined();
  });

  test('reads its own normal form without complaint about form', () => {
    const part = fc.constantFrom(
      'mit',
      'AND',
      'or',
      '(',
      ')',
      'Zlib',
      'with',
      'GCC-exception-3.1',
      'licenseref-a',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const { normalized } = parseLicenseExpression(parts.join(' '));
        if (normalized === undefined) return;
        expect(parseLicenseExpression(normalized).normalized).toBe(normalized);
        expect(codes(normalized)).not.toContain('not-normalised');
      }),
    );
  });
});

describe('against the packaging library of Python', () => {
  test('takes and normalises what it takes, but for the few forms where SPDX is stricter', () => {
    const part = fc.constantFrom(
      'mit',
      'MIT+',
      'AND',
      'or',
      '(',
      ')',
      'gpl-2.0+',
      'LicenseRef-A.b',
      'nope',
      'licenseref-_',
    );
    const texts = fc
      .sample(fc.array(part, { maxLength: 9 }), { numRuns: 5000, seed: 3 })
      .map((parts) => parts.join(' '));
    const theirs = python(
      `import json, sys
try:
    from packaging.licenses import canonicalize_license_expression as read
except ImportError:
    read = None
def one(text):
    try:
        return read(text)
    except ValueError:
        return None
json.dump([one(t) for t in json.load(sys.stdin)] if read else None, sys.stdout)`,
      texts,
    );
    if (theirs === undefined || theirs === null) return;
    const ours = texts.map((text) => parseLicenseExpression(text).normalized ?? null);
    expect(ours.filter((one) => one !== null).length).toBeGreaterThan(100);
    expect(ours).toEqual(theirs);
  });
});
