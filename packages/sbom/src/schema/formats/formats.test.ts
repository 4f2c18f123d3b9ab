import { fullFormats } from 'ajv-formats/dist/formats.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from './index.ts';

const cases = (name: keyof typeof formats, good: readonly string[], bad: readonly string[]): void => {
  test.each(good)(`${name} accepts %j`, (text) => expect(formats[name](text)).toBe(true));
  test.each(bad)(`${name} refuses %j`, (text) => expect(formats[name](text)).toBe(false));
};

describe('date-time (RFC 3339)', () => {
  cases(
    'date-time',
    [
      '2026-01-02T03:04:05Z',
      '2024-02-29t00:00:00.123456789+05:30',
      '1990-12-31T23:59:60Z',
      '1990-12-31T15:59:60-08:00',
    ],
    [
      '2026-01-02',
      '2026-01-02T03:04:05',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-02T24:00:00Z',
      '1990-12-31T22:59:60Z',
      '2026-01-02 03:04:05Z',
      '2026-01-02T03:04:05+0530',
      '',
    ],
  );

  test('agrees with ajv-formats but for what RFC 3339 does not know', () => {
    const oracle = fullFormats['date-time'] as { validate: (text: string) => boolean };
    const number = (digits: number) =>
      fc.nat(10 ** digits - 1).map((value) => String(value).padStart(digits, '0'));
    const text = fc
      .tuple(
        fc.constantFrom('2023', '2024', '1900', '2000'),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        number(2),
        fc.constantFrom('00', '59', '60'),
        fc.constantFrom('00', '59', '60', '61'),
        fc.constantFrom('Z', '+00:00', '-08:00', '+23:59', '+24:00', ''),
      )
      .map(
        ([y, m, d, h, min, s, zone]) =>
          `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}T${h}:${min}:${s}${zone}`,
      );
    fc.assert(
      fc.property(text, (value) => {
        expect([value, formats['date-time'](value)]).toEqual([value, oracle.validate(value)]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('mailboxes', () => {
  cases(
    'email',
    ['a@b', 'a.b+c@example.org', '"a b"@example.org', 'a@[127.0.0.1]'],
    ['a', '@b', 'a@', 'a..b@c', 'a@b..c', 'a@-b', 'a b@c', 'ä@b.de'],
  );
  cases('idn-email', ['a@b', 'ä@bücher.de'], ['a', 'a@', 'a\u0000@b']);
});

describe('references', () => {
  cases(
    'iri-reference',
    [
      '',
      'https://example.org/a?b#c',
      'git+https://example.org/x.git',
      'urn:uuid:1',
      '../a/b',
      '//host/p',
      'http://[::1]:80/',
      'http://[2001:db8::1.2.3.4]/',
      'https://bücher.de/ä?x=1',
      'mailto:a@b',
      'a%20b',
      '?q',
      '#f',
      '/a:b',
    ],
    [
      'a b',
      'http://[::1',
      'http://[:::]/',
      'http://[1:2:3:4:5:6:7:8:9]/',
      'http://[::256.1.1.1]/',
      '%zz',
      'http://a:b/',
      'git@example.org:x/y.git',
      '1a:b',
      'a\\b',
      'http://a/{x}',
      '<>',
      'a#b#c',
      'http://a\u0000',
    ],
  );
  cases('uri', ['https://example.org', 'urn:x'], ['example.org', '/a', 'https://bücher.de']);
});

describe('time', () => {
  test.each(Object.keys(formats) as (keyof typeof formats)[])('%s is judged in linear time', (name) => {
    const hostile = ['a', '@', '.', '%41', 'a@', '/', ':', '[', '::', '-', '0', '\u00e4', '"', 'a.'].flatMap(
      (piece) => [
        piece.repeat(300_000),
        `${piece.repeat(300_000)}\u0000`,
        `http://${piece.repeat(300_000)} `,
      ],
    );
    const start = performance.now();
    for (const text of hostile) formats[name](text);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
