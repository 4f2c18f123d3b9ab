import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRequirementsFile } from './read.ts';
import type { ByteRange, RequirementsEntry, RequirementsReading } from './types.ts';

const HEX = 'a'.repeat(64);

const read = (text: string | Uint8Array, variables?: ReadonlyMap<string, string>): RequirementsReading => {
  const reading = readRequirementsFile(
    typeof text === 'string' ? Buffer.from(text) : text,
    variables === undefined ? {} : { variables },
  );
  if (reading.kind === 'unreadable') throw new Error(reading.reason);
  return reading;
};

const only = (text: string | Uint8Array, variables?: ReadonlyMap<string, string>): RequirementsEntry => {
  const { entries } = read(text, variables);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) throw new Error(`${entries.length} entries`);
  return entry;
};

const at = (text: string, { start, end }: ByteRange): string =>
  Buffer.from(text).subarray(start, end).toString();

describe('the parts of a requirement', () => {
  const text = `# é\nFlask [async] >=2.0 , !=2.1 ; os_name == "posix" \\\n  --hash=sha256:${HEX} # why\n`;
  const entry = only(text);

  test('stand where their bytes are', () => {
    if (entry.kind !== 'requirement') throw new Error(entry.kind);
    const { name, extras, versions, clauses, marker } = entry.tokens();
    expect(at(text, name.range)).toBe('Flask');
    expect(extras && at(text, extras.range)).toBe('[async]');
    expect(versions && at(text, versions.range)).toBe('>=2.0 , !=2.1');
    expect(
      clauses.map(({ operator, version }) => [at(text, operator.range), at(text, version.range)]),
    ).toEqual([
      ['>=', '2.0'],
      ['!=', '2.1'],
    ]);
    expect(marker && at(text, marker.range)).toBe('os_name == "posix"');
    const [hash] = entry.options;
    expect(hash && at(text, hash.range)).toBe(`--hash=sha256:${HEX}`);
    expect(hash?.value && at(text, hash.value.range)).toBe(`sha256:${HEX}`);
    expect([entry.line, at(text, entry.range).startsWith('Flask')]).toEqual([2, true]);
  });

  test('stand there too where a continuation parts them, and in UTF-16', () => {
    const parted = 'si\\\nx==1.\\\n0\n';
    const six = only(parted);
    if (six.kind !== 'requirement') throw new Error(six.kind);
    expect(six.tokens().name.text).toBe('six');
    expect(at(parted, six.tokens().name.range)).toBe('si\\\nx');
    const wide = Buffer.from('\ufeffé-x==1', 'utf16le');
    const malformed = only(wide);
    expect([malformed.kind, malformed.range]).toEqual(['malformed', { start: 2, end: 14 }]);
  });
});

describe('a line', () => {
  test.each([
    ['six===1.0-custom', 'requirement'],
    ['a @ https://h.example/a-1.0.zip ; os_name == "nt"', 'requirement'],
    ['https://h.example/a-1.0.zip', 'address'],
    ['./a', 'address'],
    ['a-1.0-py3-none-any.whl', 'address'],
    ['git+ssh://git@h.example/a.git@v1#egg=a', 'address'],
    ['-e .', 'editable'],
    ['--editable=git+https://h.example/a#egg=b', 'editable'],
    ['-rmore.txt', 'include'],
    ['-c "with space.txt"', 'include'],
    ['--pre --index-url https://h.example', 'options'],
    ['=nonsense=', 'malformed'],
    ['--nonsense', 'malformed'],
    ['-r "more', 'malformed'],
    ['\u0000', 'malformed'],
  ])('%j is %s', (text, kind) => {
    expect(only(text).kind).toBe(kind);
  });

  test('names the release where it is a wheel, and only the name where it says #egg=', () => {
    const address = (text: string): unknown => {
      const entry = only(text);
      return entry.kind === 'address' || entry.kind === 'editable' ? entry.address : undefined;
    };
    expect(address('https://h.example/Foo_Bar-1.0%2Bx-py3-none-any.whl#sha256=ab')).toMatchObject({
      scheme: 'url',
      name: 'foo-bar',
      version: '1.0+x',
    });
    expect(
      address('git+https://h.example/x@main#egg=Foo.Bar[a,B]&subdirectory=s ; os_name == "nt"'),
    ).toMatchObject({
      scheme: 'vcs',
      name: 'foo-bar',
      extras: ['a', 'b'],
      markerText: 'os_name == "nt"',
    });
    expect(address('-e ./tree[Test]')).toMatchObject({
      scheme: 'path',
      extras: ['test'],
      address: { text: './tree' },
    });
  });

  test('tells what pip refuses or passes over, each with its bytes', () => {
    const text = `six==1.0 --flavour=x\n-r a -r b\nsix --pre\nx --hash=md5:00 --hash=sha256:zz\n--hash=sha256:${HEX}\na==1 --hash=sha256:${HEX} b==2\n`;
    expect(
      read(text).problems.map(({ line, message, range }) => [line, message.slice(0, 44), at(text, range)]),
    ).toEqual([
      [1, 'pip refuses the whole file for this: "--flav', '--flavour=x'],
      [2, 'pip passes over --requirement here: one on a', '-r b'],
      [3, 'pip passes over --pre beside a requirement: ', '--pre'],
      [4, 'pip refuses the whole file for this: it take', '--hash=md5:00'],
      [4, 'No file has this hash: it is not 64 hexadeci', '--hash=sha256:zz'],
      [5, '--hash belongs to no requirement: pip passes', `--hash=sha256:${HEX}`],
      [6, 'pip passes over what stands here among the o', 'b==2'],
    ]);
  });
});

describe('variables', () => {
  test('are put in where given, and named where not; the environment is never asked', () => {
    const given = new Map([
      ['VERSION', '1.0'],
      ['SELF', '${SELF}'],
    ]);
    const text = 'six==${VERSION}${PATH} # ${MORE}\n';
    const entry = only('six==${VERSION}', given);
    if (entry.kind !== 'requirement') throw new Error(entry.kind);
    expect(entry.tokens().versions?.text).toBe('==1.0');
    expect(at('six==${VERSION}', entry.tokens().clauses[0]?.version.range ?? { start: 0, end: 0 })).toBe(
      '${VERSION}',
    );
    expect(only(text, given)).toMatchObject({ variables: ['PATH'], text: 'six==1.0${PATH}' });
    expect(only('./${SELF}', given).text).toBe('./${SELF}');
    expect(only('./${lower}$HOME', given).variables).toEqual([]);
  });
});

describe('encodings', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  test.each([
    ['utf-8', bytes('\xef\xbb\xbfsix==1')],
    ['latin1', bytes('# -*- coding: ISO_8859-1 -*-\n# \xe9\nsix==1')],
    ['windows-1252', bytes('#!x\n# vim: set fileencoding=cp1252 :\nsix==1 # \x80')],
    ['utf-16le', Buffer.from('\ufeffsix==1', 'utf16le')],
  ])('%s is read', (encoding, file) => {
    const reading = read(file);
    expect([reading.encoding, reading.entries.map(({ kind }) => kind)]).toEqual([encoding, ['requirement']]);
    const { range } = only(file);
    const shown = Buffer.from(file.subarray(range.start, range.end)).toString('latin1').replaceAll('\0', '');
    expect(shown).toBe('six==1');
  });

  test.each([
    [bytes('six==1 # \xe9')],
    [bytes('# coding: utf-7\n')],
    [bytes('# coding: ascii\n\xe9')],
    [bytes('\xff\xfe\0\0s\0\0\0')],
    [bytes('\xff\xfea')],
  ])('what cannot be read is told', (file) => {
    expect(readRequirementsFile(file).kind).toBe('unreadable');
  });
});

describe('whatever its bytes', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'a==1',
      ' -r',
      ' --hash=',
      '\\\n',
      '\n',
      '#',
      '${A}',
      '"',
      "'",
      ';',
      '@',
      '[',
      ']',
      ',',
      'é',
      '😀',
      '\u2028',
      '-e ',
      ' ',
      '(',
      ')',
      '>=',
    ),
    fc.string({ maxLength: 4 }),
  );
  test('ranges lie in the file, in order, and a part on one line is what stands there', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, given) => {
        const text = pieces.join('').toWellFormed();
        const bytes = Buffer.from(text);
        const reading = readRequirementsFile(bytes, {
          variables: new Map(given ? [['A', 'x=="1" \\']] : []),
        });
        if (reading.kind === 'unreadable') return;
        let last = 0;
        for (const entry of reading.entries) {
          expect(entry.range.start).toBeGreaterThanOrEqual(last);
          expect(entry.range.end).toBeLessThanOrEqual(bytes.length);
          last = entry.range.end;
          if (given || entry.kind !== 'requirement') continue;
          for (const token of [entry.tokens().name, entry.tokens().versions, entry.tokens().marker]) {
            const written =
              token === undefined ? '' : bytes.subarray(token.range.start, token.range.end).toString();
            if (token !== undefined && !written.includes('\\')) expect(written).toBe(token.text);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('lines that are as they are meant are read as all others', () => {
    const told = (text: string) => {
      const { entries, ...rest } = read(text);
      return {
        ...rest,
        entries: entries.map((entry) =>
          entry.kind === 'requirement' ? { ...entry, tokens: entry.tokens() } : entry,
        ),
      };
    };
    const unit = fc.constantFrom(
      'a',
      'b1',
      '==',
      '1.0',
      '.',
      ' ',
      ' -',
      '--hash',
      '\\',
      '#',
      '${A}',
      '$',
      ';',
      '"',
      "'",
      '[',
      '-r x',
      '/',
      '@',
      'é',
      '\f',
      '~',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        // White space behind means nothing, and such a line is taken apart.
        if (!text.endsWith('\\')) expect(told(text)).toEqual(told(`${text} `));
      }),
      { numRuns: 5000 },
    );
  });

  test('work grows with its size alone', () => {
    const big = [
      ' '.repeat(2e6),
      'a \\\n'.repeat(2e5),
      '#'.repeat(2e6),
      `a==1${' --hash=x'.repeat(5e4)}`,
      `a==1 ${'"'.repeat(1e6)}`,
      'a[' + 'b,'.repeat(2e5),
      './' + '['.repeat(1e6) + ']',
      '${A}\\\n'.repeat(1e5),
      'a;'.repeat(5e5),
    ];
    const started = process.cpuUsage().user;
    for (const text of big) read(text, new Map([['A', 'b']]));
    expect(process.cpuUsage().user - started).toBeLessThan(8e6);
  });
});
