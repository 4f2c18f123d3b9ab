import { describe, expect, test } from 'vitest';
import { type TarCode, TAR_CODES, writeGzip } from './index.ts';
import { END, header, member, pad, pax, type RawHeader, seeTar, seeTarGz } from './testing/raw.ts';

const cat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));
const text = (at: number, value: string) => (block: Buffer) => void block.write(value, at, 'latin1');
const bytes =
  (at: number, ...values: number[]) =>
  (block: Buffer) =>
    block.set(values, at);
const named = (name: string, rest: RawHeader = {}): Buffer => header({ name, ...rest });
const longName = (content: string, type = 'L'): Buffer =>
  cat(header({ name: '././@LongLink', type, size: content.length }), pad(content));

/** What is wrong, the archive (its end is added), and what must be reported: `code offset`. */
const CASES: readonly (readonly [string, Buffer, readonly string[]])[] = [
  [
    'bytes that are not UTF-8 in a BINARY pax path',
    cat(pax('21 hdrcharset=BINARY\n10 path=\xff\n'), named('?')),
    ['name-encoding 533'],
  ],
  [
    'a sparse file of pieces',
    cat(pax('23 GNU.sparse.offset=0\n23 GNU.sparse.offset=9\n'), named('f')),
    ['sparse 1024'],
  ],
  ['a size that is not octal', header({ patch: text(124, '0000000000x\0') }), ['bad-number 124']],
  ['a mode that is not octal', header({ patch: text(100, '0000698\0') }), ['bad-number 100']],
  [
    'a negative base-256 size',
    header({ patch: bytes(124, 0xff, ...Array<number>(11).fill(0xff)) }),
    ['bad-number 124'],
  ],
  [
    'a base-256 size beyond 2^53',
    header({ patch: bytes(124, 0x80, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0) }),
    ['bad-number 124'],
  ],
  ['a pax size that is no number', cat(pax({ size: '-1' }), member('abc')), ['bad-number 1024']],
  ['a pax size beyond 2^53', cat(pax({ size: '9999999999999999' }), member('abc')), ['bad-number 1024']],
  ['a pax time in words', cat(pax({ mtime: 'now' }), member('abc')), ['bad-number 1024']],
  ['an unknown magic', header({ patch: text(257, 'ustar3') }), ['magic 257']],
  ['bytes behind the end of the name', header({ patch: text(50, 'evil') }), ['field-padding 1']],
  ['bytes behind the end of the prefix', header({ patch: text(349, 'x') }), ['field-padding 345']],
  [
    'a prefix in a GNU header',
    header({ patch: (b) => void (b.write('ustar  \0', 257), b.write('evil', 345)) }),
    ['prefix-ambiguous 345'],
  ],
  [
    'a prefix in a v7 header',
    header({ patch: (b) => void (b.fill(0, 257, 265), b.write('evil', 345)) }),
    ['prefix-ambiguous 345'],
  ],
  ['a signed checksum', Buffer.from(signed(named('\u00ff'))), ['name-encoding 0', 'checksum 148']],
  ['a checksum in an odd form', spaced(named('f')), ['checksum 148']],
  ['a wrong checksum behind the first member', cat(named('f'), broken(named('g'))), ['checksum 660']],
  ['a directory with content', cat(named('d/', { type: '5', size: 512 })), ['size-of-non-file 124']],
  [
    'a link with content',
    cat(named('f'), named('l', { type: '1', linkName: 'f', size: 5 })),
    ['size-of-non-file 636'],
  ],
  [
    'a link with content in pax',
    cat(pax({ size: '5' }), named('l', { type: '2', linkName: 'f' })),
    ['size-of-non-file 1148'],
  ],
  ['a file named as a directory', named('f/'), ['file-with-slash 0']],
  ['an unknown typeflag', named('f', { type: 'Z' }), ['unknown-type 156']],
  ['a contiguous file', named('f', { type: '7' }), ['unknown-type 156']],
  ['a pax record without length', cat(pax('path=x\n'), named('f')), ['pax-record 512']],
  ['a pax record of length 0', cat(pax('0 path=x\n'), named('f')), ['pax-record 512']],
  ['a pax record with a leading zero', cat(pax('010 path=x\n'), named('f')), ['pax-record 512']],
  ['a pax record with a sign', cat(pax('+9 path=x\n'), named('f')), ['pax-record 512']],
  ['a pax record that is too long', cat(pax('99 path=x\n'), named('f')), ['pax-record 512']],
  ['a pax record of endless length', cat(pax(`${'9'.repeat(400)} path=x\n`), named('f')), ['pax-record 512']],
  ['a pax record without newline', cat(pax('10 path=x\0'), named('f')), ['pax-record 512']],
  ['a pax record without keyword', cat(pax('6 =xy\n'), named('f')), ['pax-record 512']],
  ['a pax record without equals sign', cat(pax('7 path\n'), named('f')), ['pax-record 512']],
  ['a NUL in a pax record', cat(pax('13 comment=\0\n'), named('f')), ['pax-record 512']],
  ['bytes that are not UTF-8 in a pax record', cat(pax('13 comment=\xff\n'), named('f')), ['pax-record 512']],
  ['an empty pax path', cat(pax({ path: '' }), named('f')), ['pax-record 1024']],
  ['a record behind a good one', cat(pax('12 size=512\nx'), member('y'.repeat(512))), ['pax-record 524']],
  ['a pax keyword twice', cat(pax('14 comment=xa\n14 comment=xb\n'), named('f')), ['pax-duplicate-key 526']],
  ['an unknown pax keyword', cat(pax({ __proto__x: '1' }), named('f')), ['pax-unknown-key 512']],
  [
    'a pax size that differs',
    cat(pax({ size: '3' }), member('abc', { size: 0 })),
    ['pax-size-mismatch 1148'],
  ],
  ['a pax path that differs', cat(pax({ path: 'other' }), named('f')), ['pax-path-mismatch 1024']],
  [
    'a pax link target that differs',
    cat(pax({ linkpath: 'b' }), named('l', { type: '2', linkName: 'a' })),
    ['pax-path-mismatch 1024'],
  ],
  [
    'a long pax path that is no extension',
    cat(pax({ path: 'a'.repeat(120) }), named('evil.pth')),
    ['pax-path-mismatch 1024'],
  ],
  ['a global path', cat(pax({ path: 'f' }, 'g'), named('f')), ['global-override 512']],
  ['a global size', cat(pax({ size: '0' }, 'g'), named('f')), ['global-override 512']],
  ['a global link target', cat(pax({ linkpath: 'f' }, 'g'), named('f')), ['global-override 512']],
  [
    'a GNU long name without NUL',
    cat(longName('f'.repeat(101)), named('f'.repeat(100))),
    ['gnu-longname 512'],
  ],
  ['a GNU long name with two ends', cat(longName('f\0x\0'), named('f')), ['gnu-longname 513']],
  ['an empty GNU long name', cat(longName('\0'), named('f')), ['empty']],
  [
    'a GNU long name unlike the header',
    cat(longName(`${'g'.repeat(120)}\0`), named('evil.pth')),
    ['gnu-longname 1024'],
  ],
  [
    'a GNU long name and a pax path',
    cat(longName('f\0'), pax({ path: 'f' }), named('f')),
    ['gnu-longname 2048'],
  ],
  ['two GNU long names', cat(longName('f\0'), longName('f\0'), named('f')), ['extension-order 1024']],
  [
    'two GNU long links',
    cat(longName('f\0', 'K'), longName('f\0', 'K'), named('f')),
    ['extension-order 1024'],
  ],
  [
    'two pax headers',
    cat(pax({ comment: 'a' }), pax({ comment: 'b' }), named('f')),
    ['extension-order 1024'],
  ],
  [
    'a pax size before a long name',
    cat(pax({ size: '0' }), longName('f\0'), named('f')),
    ['extension-order 1024'],
  ],
  [
    'a global header before the member of a local one',
    cat(pax({ comment: 'a' }), pax({ comment: 'b' }, 'g'), named('f')),
    ['extension-order 1024'],
  ],
  ['a pax header before no member', cat(named('f'), pax({ comment: 'a' })), ['extension-order 512']],
  [
    'an old GNU sparse file',
    header({ type: 'S', patch: (b) => void b.write('ustar  \0', 257) }),
    ['sparse 0'],
  ],
  [
    'a pax sparse file',
    cat(pax({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'f' }), named('f')),
    ['sparse 1024'],
  ],
  ['a character device', named('f', { type: '3' }), ['device-or-fifo 0']],
  ['a block device', named('f', { type: '4' }), ['device-or-fifo 0']],
  ['a fifo', named('f', { type: '6' }), ['device-or-fifo 0']],
  ['a symlink to an absolute path', named('l', { type: '2', linkName: '/etc' }), ['link-outside 0']],
  ['a symlink to a drive', named('l', { type: '2', linkName: 'C:x' }), ['link-outside 0']],
  ['a symlink that leaves the tree', named('a/l', { type: '2', linkName: '../../x' }), ['link-outside 0']],
  ['a symlink to nothing', named('l', { type: '2' }), ['link-outside 0']],
  [
    'a symlink in a circle',
    cat(named('a', { type: '2', linkName: 'b' }), named('b', { type: '2', linkName: 'a' })),
    ['link-outside 0', 'link-outside 512'],
  ],
  [
    'a symlink that leaves the tree through another',
    cat(
      named('a/b/up', { type: '2', linkName: '../..' }),
      named('l', { type: '2', linkName: 'a/b/up/../x' }),
    ),
    ['link-outside 512'],
  ],
  [
    'a hard link outside',
    named('l', { type: '1', linkName: '../x' }),
    ['link-outside 0', 'hardlink-missing 0'],
  ],
  [
    'a hard link to what comes later',
    cat(named('l', { type: '1', linkName: 'f' }), named('f')),
    ['hardlink-missing 0'],
  ],
  [
    'a hard link to a symlink',
    cat(named('s', { type: '2', linkName: 'f' }), named('l', { type: '1', linkName: 's' })),
    ['hardlink-missing 512'],
  ],
  [
    'a file behind a symlink',
    cat(named('s', { type: '2', linkName: 't' }), named('s/f')),
    ['name-collision 512'],
  ],
  ['a name that climbs', named('../f'), ['unsafe-name 0']],
  ['an absolute name', named('/f'), ['unsafe-name 0']],
  ['a drive', named('C:f'), ['unsafe-name 0']],
  ['a backslash', named('a\\f'), ['unsafe-name 0']],
  ['an empty name', named(''), ['unsafe-name 0']],
  ['a control character', named('a\x1b[2J'), ['unsafe-name 0']],
  ['a Windows device', named('a/nul.txt'), ['unsafe-name 0']],
  ['a trailing dot', named('a./f'), ['unsafe-name 0']],
  ['a bidirectional control', cat(pax({ path: 'a\u202ef' }), named('a_f')), ['unsafe-name 1024']],
  ['a line separator', cat(pax({ path: 'a\u2028f' }), named('a_f')), ['unsafe-name 1024']],
  ['a dot segment', named('./f'), ['name-not-canonical 0']],
  ['a name that is not UTF-8', named('f\xe9'), ['name-encoding 0']],
  ['a name twice', cat(named('f'), named('f')), ['duplicate-name 512']],
  ['a name in two cases', cat(named('f'), named('F')), ['name-collision 512']],
  ['a file as a directory', cat(named('f'), named('f/g')), ['name-collision 512']],
  ['a setuid file', named('f', { mode: 0o4755 }), ['mode-bits 100']],
  ['a sticky directory', named('d/', { type: '5', mode: 0o1755 }), ['mode-bits 100']],
  ['a file that all may write', named('f', { mode: 0o666 }), ['world-writable 100']],
  [
    'bytes in the padding',
    cat(header({ size: 3 }), 'abc', Buffer.alloc(508), 'x'),
    ['padding-not-zero 1023'],
  ],
  [
    'a lone block of zeros',
    cat(named('f'), Buffer.alloc(512), named('g')),
    ['missing-end-marker 512', 'data-after-end 1024'],
  ],
];

/** Puts in the checksum as a machine with signed characters adds it up. */
function signed(block: Buffer): Buffer {
  let sum = 8 * 0x20;
  for (const [at, byte] of block.entries()) if (at < 148 || at >= 156) sum += byte > 127 ? byte - 256 : byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function spaced(block: Buffer): Buffer {
  return cat(
    block.subarray(0, 148),
    block.toString('latin1', 148, 156).replace(/^0/, ' '),
    block.subarray(156),
  );
}

function broken(block: Buffer): Buffer {
  return cat(block.subarray(0, 20), 'X', block.subarray(21));
}

describe('a hostile tar', () => {
  test.each(CASES)('with %s is reported', async (_, archive, expected) => {
    const { problems } = await seeTar(cat(archive, END));
    if (expected[0] === 'empty')
      expect(problems).toEqual(['gnu-longname 512', 'gnu-longname 1024', 'unsafe-name 1024']);
    else expect(problems).toEqual(expected);
  });

  test.each<[string, Buffer, string[], boolean]>([
    ['nothing at all', Buffer.alloc(0), ['not-a-tar 0'], false],
    ['some text', Buffer.from('hello'), ['not-a-tar 5'], false],
    ['a block of text', Buffer.alloc(512, 'hello'), ['not-a-tar 0'], false],
    ['half a header', named('f').subarray(0, 300), ['not-a-tar 300'], false],
    ['half a second header', cat(named('f'), named('g').subarray(0, 9)), ['truncated 521'], false],
    ['half a content', cat(header({ size: 100 }), 'abc'), ['truncated 515'], false],
    [
      'half an extension',
      cat(pax({ comment: 'x' }).subarray(0, 520)),
      ['extension-order 0', 'truncated 520'],
      false,
    ],
    ['half a padding', cat(header({ size: 3 }), 'abc'), ['truncated 515'], false],
    ['no end', named('f'), ['missing-end-marker 512'], true],
    ['half an end', cat(named('f'), Buffer.alloc(512)), ['missing-end-marker 1024'], true],
    ['data behind the end', cat(named('f'), END, Buffer.alloc(99), 'x'), ['data-after-end 1635'], true],
    ['another archive behind the end', cat(named('f'), END, named('g'), END), ['data-after-end 1536'], true],
  ])('with %s is reported, and whether it was read', async (_, archive, expected, readable) => {
    const { problems, reading } = await seeTar(archive);
    expect(problems).toEqual(expected);
    expect(reading.readable).toBe(readable);
  });

  test.each<[string, Buffer, object, string]>([
    ['too many members', cat(named('a'), named('b'), named('c'), END), { maxEntries: 2 }, 'bomb 1024'],
    [
      'a member that is too big',
      cat(header({ size: 600 }), Buffer.alloc(1024), END),
      { maxEntrySize: 599 },
      'bomb 124',
    ],
    [
      'members that are too big together',
      cat(header({ size: 600 }), Buffer.alloc(1024), END),
      { maxTotalSize: 1000 },
      'bomb 124',
    ],
    [
      'a big extension header',
      cat(pax({ comment: 'x'.repeat(2000) }), named('f'), END),
      { maxHeaderSize: 2000 },
      'bomb 0',
    ],
    [
      'a big global header',
      cat(pax({ comment: 'x'.repeat(2000) }, 'g'), named('f'), END),
      { maxDirectorySize: 2000 },
      'bomb 0',
    ],
    [
      'much in names',
      cat(named('a'.repeat(90)), named('b'.repeat(90)), END),
      { maxDirectorySize: 150 },
      'bomb 512',
    ],
  ])('with %s is left at the bound', async (_, archive, limits, expected) => {
    const { problems, reading } = await seeTar(archive, limits);
    expect(problems).toEqual([expected]);
    expect(reading.readable).toBe(false);
  });

  test('cannot claim a huge size and have it reserved', async () => {
    const { problems } = await seeTar(cat(header({ size: 8 * 2 ** 30 - 1 }), END));
    expect(problems).toEqual(['truncated 1536']);
  });

  test('may hold a directory as the oldest tars write it', async () => {
    const { reading, problems } = await seeTar(
      cat(named('d/', { type: '\0' }), named('d/f', { type: '\0' }), END),
    );
    expect(problems).toEqual([]);
    expect(reading.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual(['directory d', 'file d/f']);
  });

  test('is held to the numbers that a header could have said', async () => {
    const most = cat(pax({ size: String(0o77777777777) }), named('f'), END);
    expect((await seeTar(most)).problems).toEqual(['pax-size-mismatch 1148', 'truncated 2560']);
    const more = cat(pax({ size: String(0o77777777777 + 1) }), named('f'), END);
    expect((await seeTar(more, { maxEntrySize: 2 ** 40 })).problems).toEqual(['truncated 2560']);
    const owner = cat(pax({ uid: String(Number.MAX_SAFE_INTEGER) }), named('f'), END);
    expect((await seeTar(owner)).reading.entries[0]?.uid).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('cannot hide a sparse map without end', async () => {
    const start = header({ type: 'S', patch: (b) => void (b.write('ustar  \0', 257), (b[482] = 1)) });
    const more = Buffer.alloc(512);
    more[504] = 1;
    const map = cat(start, ...Array<Buffer>(10).fill(more));
    expect((await seeTar(cat(map, END), { maxHeaderSize: 2048 })).problems).toEqual(['bomb 0']);
    const { reading } = await seeTar(cat(map, Buffer.alloc(512), named('f'), END));
    expect(reading.entries.map(({ dataOffset }) => dataOffset)).toEqual([12 * 512, 13 * 512]);
  });

  test('cannot fill the report', async () => {
    const { reading } = await seeTar(cat(...Array<Buffer>(500).fill(named('../f', { mode: 0o666 })), END));
    expect(reading.problems.length).toBe(300);
    expect(reading.omitted).toBe(500 + 500 + 499 - 300);
  });

  test.each(['x', 'g'])('cannot keep the reader busy with headers of type %s', async (type) => {
    const start = header({ type, size: 12 });
    const many = Array.from({ length: 20_000 }, (_, index) => cat(start, pad(`12 k${10_000 + index}=1\n`)));
    const started = performance.now();
    const { reading } = await seeTar(cat(...many, named('f'), END));
    expect(reading.entries.length).toBe(1);
    expect((type === 'g' ? reading.globals : reading.entries[0]?.pax)?.size).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test('cannot keep the link rules busy', async () => {
    const deep = 'd/'.repeat(1900);
    const links = Array.from({ length: 300 }, (_, index) =>
      cat(
        pax({ linkpath: `${deep}${(index + 1) % 300}` }),
        named(`${index}`, { type: '2', linkName: 'd'.repeat(100) }),
      ),
    );
    const started = performance.now();
    await seeTar(cat(...links, END));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a hostile gzip', () => {
  const tar = cat(member('hello'), END);
  const good = Buffer.from(writeGzip(tar));
  const changed = (at: number, value: number): Buffer => {
    const copy = Buffer.from(good);
    copy[at < 0 ? copy.length + at : at] = value;
    return copy;
  };
  const withFlags = (flags: number, ...fields: number[]): Buffer =>
    cat(changed(3, flags).subarray(0, 10), Buffer.from(fields), good.subarray(10));
  const size = good.length;

  test.each<[string, Buffer, string[], boolean]>([
    ['nothing', Buffer.alloc(0), ['not-gzip 0'], false],
    ['a zip', Buffer.from('PK\x03\x04'), ['not-gzip 0'], false],
    ['half a header', good.subarray(0, 5), ['truncated 5'], false],
    ['an unknown method', changed(2, 7), ['gzip-header 2'], false],
    ['a reserved flag', changed(3, 0x20), ['gzip-header 3'], true],
    ['a name without end', changed(3, 8).subarray(0, 20).fill(1, 10), ['truncated 20'], false],
    [
      'a name longer than any',
      cat(changed(3, 8).subarray(0, 10), Buffer.alloc(300_000, 65)),
      ['gzip-header 0'],
      false,
    ],
    [
      'an extra field that is longer than the file',
      withFlags(4, 0xff, 0xff),
      [`truncated ${size + 2}`],
      false,
    ],
    ['a wrong header checksum', withFlags(2, 1, 2), ['gzip-header 10'], true],
    ['data that is not deflate', changed(10, 0x07), ['gzip-data 10'], false],
    ['a wrong CRC', changed(-5, (good.at(-5) ?? 0) ^ 1), [`gzip-crc ${size - 8}`], true],
    ['a wrong size', changed(-1, 9), [`gzip-size ${size - 4}`], true],
    ['no trailer', good.subarray(0, -8), [`truncated ${size - 8}`], false],
    ['half a trailer', good.subarray(0, -3), [`truncated ${size - 3}`], false],
    ['half its data', good.subarray(0, 30), ['truncated 30'], false],
    ['zeros behind it', cat(good, Buffer.alloc(3)), [`gzip-trailing-data ${size}`], true],
    ['text behind it', cat(good, 'hello'), [`gzip-trailing-data ${size}`], true],
    ['an empty second member', cat(good, writeGzip(new Uint8Array(0))), [`gzip-multi-member ${size}`], true],
    [
      'another archive in a second member',
      cat(good, good),
      [`gzip-multi-member ${size}`, `data-after-end ${tar.length}`],
      true,
    ],
    [
      'half a second member',
      cat(good, good.subarray(0, 11)),
      [`gzip-multi-member ${size}`, `truncated ${size + 11}`],
      false,
    ],
    ['a tar that is none', Buffer.from(writeGzip(Buffer.alloc(600, 'x'))), ['not-a-tar 0'], false],
    ['nothing inside', Buffer.from(writeGzip(new Uint8Array(0))), ['not-a-tar 0'], false],
  ])('with %s is reported', async (_, file, expected, readable) => {
    const { problems, reading } = await seeTarGz(file);
    expect(problems).toEqual(expected);
    expect(reading.readable).toBe(readable);
  });

  test('a tar split over two members is read as one', async () => {
    const file = cat(writeGzip(tar.subarray(0, 700)), writeGzip(tar.subarray(700)));
    const { reading, contents } = await seeTarGz(file);
    expect(reading.problems.map(({ code, stream }) => `${stream} ${code}`)).toEqual([
      'gzip gzip-multi-member',
    ]);
    expect(contents).toEqual(['hello']);
    expect(reading.gzip?.members).toBe(2);
  });

  test('a bomb is left before it is inflated', async () => {
    const file = cat(writeGzip(cat(header({ size: 200 * 2 ** 20 }), Buffer.alloc(200 * 2 ** 20), END)));
    const { reading } = await seeTarGz(file);
    expect(reading.problems.map(({ code }) => code)).toEqual(['bomb']);
    expect(reading.readable).toBe(false);
    expect(reading.size).toBeLessThan(70 * 2 ** 20);
  });

  test('members without number are left at the bound', async () => {
    const { problems } = await seeTarGz(cat(...Array<Uint8Array>(9).fill(good)), { maxGzipMembers: 3 });
    expect(problems).toEqual([
      `gzip-multi-member ${size}`,
      `bomb ${3 * size}`,
      `data-after-end ${tar.length}`,
    ]);
  });

  test('what its header says is told', async () => {
    const file = withFlags(4 + 8 + 16, 2, 0, 65, 66, 110, 0, 99, 0);
    file.writeUInt32LE(1_700_000_000, 4);
    const { reading, problems } = await seeTarGz(file);
    expect(problems).toEqual([]);
    expect(reading.gzip).toEqual({
      mtime: 1_700_000_000,
      extraFlags: 2,
      os: 255,
      name: 'n',
      comment: 'c',
      extraSize: 2,
      members: 1,
    });
  });

  test('a visitor that throws is heard', async () => {
    const { readTarGz } = await import('./index.ts');
    const source = { size, read: (at: number, length: number) => good.subarray(at, at + length) };
    const fail = (): never => {
      throw new Error('mine');
    };
    await expect(readTarGz(source, fail)).rejects.toThrow('mine');
    await expect(readTarGz(source, () => fail)).rejects.toThrow('mine');
  });
});

test('every code has a case that shows it', () => {
  const shown = new Set(CASES.flatMap(([, , expected]) => expected.map((one) => one.split(' ')[0])));
  const elsewhere: readonly TarCode[] = [
    'not-gzip',
    'gzip-header',
    'gzip-data',
    'gzip-crc',
    'gzip-size',
    'gzip-multi-member',
    'gzip-trailing-data',
    'not-a-tar',
    'truncated',
    'bomb',
  ];
  expect(TAR_CODES.filter((code) => !shown.has(code)).sort()).toEqual([...elsewhere].sort());
});
