import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { python } from '../testing/python.ts';
import { formatRecordRow } from './format.ts';
import { parseRecord } from './parse.ts';
import { replaceRows } from './replace.ts';
import { scanCsv } from './scan.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const DIGEST = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';
const OWN = 'p-1.dist-info/RECORD,,\n';
const codes = (text: string): string[] => parseRecord(bytes(text)).problems.map((problem) => problem.code);

describe('parseRecord', () => {
  test('reads path, digest, size and line of each row', () => {
    const record = parseRecord(
      bytes(`p/__init__.py,sha256=${DIGEST},0\n"p/a,""b"".txt",sha256=${DIGEST},12\n${OWN}`),
    );
    expect(record.problems).toEqual([]);
    expect(record.rows.map(({ path, size, line }) => ({ path, size, line }))).toEqual([
      { path: 'p/__init__.py', size: 0, line: 1 },
      { path: 'p/a,"b".txt', size: 12, line: 2 },
      { path: 'p-1.dist-info/RECORD', size: undefined, line: 3 },
    ]);
    expect(record.rows[0]?.hash?.algorithm).toBe('sha256');
    expect(Buffer.from(record.rows[0]?.hash?.digest ?? []).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test.each([
    ['a blank line', `\n${OWN}`, ['blank-line']],
    ['a missing column', `p/a,sha256=${DIGEST}\n${OWN}`, ['column-count', 'missing-size']],
    ['a fourth column', `p/a,sha256=${DIGEST},1,x\n${OWN}`, ['column-count']],
    ['a backslash', `p\\a,sha256=${DIGEST},1\n${OWN}`, ['backslash-path']],
    ['an absolute path', `/p/a,sha256=${DIGEST},1\n${OWN}`, ['absolute-path']],
    ['a drive', `C:/p/a,sha256=${DIGEST},1\n${OWN}`, ['absolute-path']],
    ['a path out of the tree', `p/../../a,sha256=${DIGEST},1\n${OWN}`, ['parent-path']],
    ['an empty segment', `p//a,sha256=${DIGEST},1\n${OWN}`, ['unnormalised-path']],
    ['a directory', `p/,,\n${OWN}`, ['directory-row']],
    ['an empty path', `,sha256=${DIGEST},1\n${OWN}`, ['empty-path']],
    ['a path twice', `p/a,sha256=${DIGEST},1\np/a,sha256=${DIGEST},1\n${OWN}`, ['duplicate-row']],
    ['no hash', `p/a,,1\n${OWN}`, ['missing-hash']],
    ['no size', `p/a,sha256=${DIGEST},\n${OWN}`, ['missing-size']],
    ['md5', `p/a,md5=1B2M2Y8AsgTpgAmY7PhCfg,1\n${OWN}`, ['weak-hash']],
    ['sha1', `p/a,sha1=2jmj7l5rSw0yVb_vlWAYkK_YBwk,1\n${OWN}`, ['weak-hash']],
    ['an unknown algorithm', `p/a,crc32=AAAA,1\n${OWN}`, ['unknown-hash']],
    ['an algorithm in capitals', `p/a,SHA256=${DIGEST},1\n${OWN}`, ['unknown-hash']],
    ['a hash without algorithm', `p/a,${DIGEST},1\n${OWN}`, ['malformed-hash']],
    ['padding', `p/a,sha256=${DIGEST}=,1\n${OWN}`, ['hash-padding']],
    ['the standard base64 alphabet', `p/a,sha256=${DIGEST.replace('_', '/')},1\n${OWN}`, ['hash-alphabet']],
    ['a short digest', `p/a,sha256=${DIGEST.slice(1)},1\n${OWN}`, ['hash-length']],
    ['spare bits that are set', `p/a,sha256=${DIGEST.slice(0, -1)}V,1\n${OWN}`, ['hash-spare-bits']],
    ['a negative size', `p/a,sha256=${DIGEST},-1\n${OWN}`, ['bad-size']],
    ['a size with a leading zero', `p/a,sha256=${DIGEST},01\n${OWN}`, ['bad-size']],
    ['a size past 2^53', `p/a,sha256=${DIGEST},9007199254740993\n${OWN}`, ['bad-size']],
    ['digits that are not ASCII', `p/a,sha256=${DIGEST},\u0661\n${OWN}`, ['bad-size']],
    ['no row of its own', `p/a,sha256=${DIGEST},1\n`, ['own-row-missing']],
    ['its own hash', `p-1.dist-info/RECORD,sha256=${DIGEST},1\n`, ['own-row-not-empty']],
    ['its own row first', `${OWN}p/a,sha256=${DIGEST},1\n`, ['own-row-not-last']],
    ['a signature', `p-1.dist-info/RECORD.jws,sha256=${DIGEST},1\n${OWN}`, ['signature-row']],
    ['a byte order mark', `\ufeff${OWN}`, ['byte-order-mark']],
    ['a lone carriage return', `p/a,sha256=${DIGEST},1\r${OWN}`, ['line-terminator']],
    ['text after a quote', `"p/a"b,sha256=${DIGEST},1\n${OWN}`, ['quoting']],
    [
      'a quote that never closes',
      `${OWN}"p/a`,
      ['quoting', 'column-count', 'missing-hash', 'missing-size', 'own-row-not-last'],
    ],
    ['a quoted line break', `"p/\na",sha256=${DIGEST},1\n${OWN}`, ['quoted-newline']],
    ['a line separator', `p/\u2028a,sha256=${DIGEST},1\n${OWN}`, ['line-splitting-character']],
    ['a form feed', `p/\fa,sha256=${DIGEST},1\n${OWN}`, ['line-splitting-character']],
    ['a NUL', `p/\0a,sha256=${DIGEST},1\n${OWN}`, ['control-character']],
    ['nothing', '', ['own-row-missing']],
  ])('reports %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('says on which line', () => {
    const record = parseRecord(bytes(`"p/\na",sha256=${DIGEST},1\r\np\\b,sha256=${DIGEST},1\r\n${OWN}`));
    expect(record.problems.map(({ code, line }) => [code, line])).toEqual([
      ['quoted-newline', 1],
      ['backslash-path', 3],
    ]);
    expect(record.terminator).toBe('\n');
  });

  test('reports bytes that are not UTF-8 with their place', () => {
    const record = parseRecord(Buffer.concat([bytes(OWN), Buffer.from([0x70, 0xff, 0x2c, 0x2c])]));
    expect(record.problems[0]).toMatchObject({ code: 'not-utf8', line: 2, column: 2 });
    expect(record.exact).toBe(false);
  });

  test('takes the named path for its own row, and stops at the limit', () => {
    expect(parseRecord(bytes('x/RECORD,,\n'), { path: 'x/RECORD' }).problems).toEqual([]);
    const record = parseRecord(bytes('a,,\n'.repeat(20)), { maxRows: 5 });
    expect(record.rows).toHaveLength(5);
    expect(record.problems.map((problem) => problem.code)).toContain('too-large');
  });

  test('counts the problems that it does not hold', () => {
    const record = parseRecord(bytes('a,,\n'.repeat(3000)));
    expect(record.problems).toHaveLength(1001);
    expect(record.problems.at(-1)).toMatchObject({ code: 'more-problems' });
  });

  test('never throws, and its rows lie in the text in order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        const record = parseRecord(data);
        let at = 0;
        for (const row of record.rows) {
          expect(row.start).toBeGreaterThanOrEqual(at);
          expect(record.text.startsWith(row.raw, row.start)).toBe(true);
          at = row.end;
        }
      }),
    );
  });

  test('is linear where quotes, equals signs and commas repeat', () => {
    for (const part of ['"', '""a', ',', '=', '\r', '"\n']) {
      const started = performance.now();
      parseRecord(bytes(`a,sha256=${part.repeat(400_000)}x,1\n`));
      expect(performance.now() - started).toBeLessThan(15_000);
    }
  });
});

const csvText = fc
  .array(fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', ' ', 'é', '\u2028', '=', '\t'), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''));

describe('against the csv module of Python', () => {
  const rowsOf = (text: string): (readonly string[])[] => [...scanCsv(text)].map((record) => record.fields);

  test('reads the same columns from any text', () => {
    const texts = fc.sample(csvText, { numRuns: 4000, seed: 42 });
    const theirs = python(
      "import csv, io, json, sys\njson.dump([list(csv.reader(io.StringIO(t, newline=''))) for t in json.load(sys.stdin)], sys.stdout)",
      texts,
    );
    if (theirs === undefined) return;
    expect(texts.map(rowsOf)).toEqual(theirs);
  });

  test('writes the same rows', () => {
    const paths = fc.sample(csvText, { numRuns: 2000, seed: 7 }).map((path) => path.replaceAll('\r', ''));
    const theirs = python(
      `import csv, io, json, sys
def row(path):
    out = io.StringIO(newline='')
    csv.writer(out, lineterminator='\\n').writerow((path, 'sha256=${DIGEST}', 7))
    return out.getvalue()
json.dump([row(p) for p in json.load(sys.stdin)], sys.stdout)`,
      paths,
    );
    if (theirs === undefined) return;
    const sha256 = Buffer.from(DIGEST, 'base64url').toString('hex');
    expect(paths.map((path) => `${formatRecordRow(path, { sha256, size: 7 })}\n`)).toEqual(theirs);
  });
});

describe('formatRecordRow', () => {
  test('gives what parseRecord reads back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(),
        (path, digest, size) => {
          const sha256 = Buffer.from(digest).toString('hex');
          const [row] = parseRecord(bytes(formatRecordRow(path, { sha256, size }))).rows;
          expect([row?.path, row?.size, Buffer.from(row?.hash?.digest ?? []).toString('hex')]).toEqual([
            path,
            size,
            sha256,
          ]);
        },
      ),
    );
  });

  test('refuses what is not a digest or a size', () => {
    expect(() => formatRecordRow('a', { sha256: 'ab', size: 1 })).toThrow(RangeError);
    expect(() => formatRecordRow('a', { sha256: 'a'.repeat(64), size: -1 })).toThrow(RangeError);
  });
});

describe('replaceRows', () => {
  const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const text = `"p/b",sha256=${DIGEST},0\r\n\r\np/a,sha512=x,9\r\n${OWN.trim()}\r\n`;
  const replace = (...args: Parameters<typeof replaceRows>): string =>
    Buffer.from(replaceRows(...args)).toString('utf8');

  test('changes nothing where nothing is asked', () => {
    fc.assert(
      fc.property(csvText, (any) => {
        expect(replace(parseRecord(bytes(any)), [])).toBe(any);
      }),
    );
  });

  test('keeps untouched text, adds before its own row, and replaces in place', () => {
    expect(
      replace(parseRecord(bytes(text)), [
        { kind: 'set', path: 'p/a', sha256, size: 0 },
        { kind: 'set', path: 'p-1.dist-info/sboms/x,y.json', sha256, size: 3 },
      ]),
    ).toBe(
      `"p/b",sha256=${DIGEST},0\r\n\r\np/a,sha256=${DIGEST},0\r\n"p-1.dist-info/sboms/x,y.json",sha256=${DIGEST},3\r\n${OWN.trim()}\r\n`,
    );
  });

  test('is idempotent', () => {
    const changes = [{ kind: 'set', path: 'p/new', sha256, size: 1 }] as const;
    const once = replaceRows(parseRecord(bytes(text)), changes);
    expect(replaceRows(parseRecord(once), changes)).toEqual(once);
  });

  test('removes rows, and mends a last line without terminator', () => {
    expect(replace(parseRecord(bytes(text)), [{ kind: 'remove', path: 'p/b' }])).toBe(
      `\r\np/a,sha512=x,9\r\n${OWN.trim()}\r\n`,
    );
    expect(replace(parseRecord(bytes('p/a,,')), [{ kind: 'set', path: 'p/b', sha256, size: 0 }])).toBe(
      `p/a,,\np/b,sha256=${DIGEST},0\n`,
    );
  });

  test('refuses text that does not stand for the bytes, and a path changed twice', () => {
    expect(() => replaceRows(parseRecord(Buffer.from([0xff])), [])).toThrow(RangeError);
    const change = { kind: 'remove', path: 'p/a' } as const;
    expect(() => replaceRows(parseRecord(bytes(text)), [change, change])).toThrow(RangeError);
  });
});
