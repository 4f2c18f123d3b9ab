import { describe, expect, test } from 'vitest';
import { TAR_CODES, type TarCode } from '../index.ts';
import { END, header, member, pad, pax, type RawHeader, seeTar } from '../testing/raw.ts';

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
    'a pax path that the header shortens without need',
    cat(pax({ path: 'p/a.py' }), named('a.py')),
    ['pax-path-mismatch 1024'],
  ],
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
