import { describe, expect, test } from 'vitest';
import { END, header, pad, pax, type RawHeader, seeTar } from '../testing/raw.ts';

const cat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));
const named = (name: string, rest: RawHeader = {}): Buffer => header({ name, ...rest });

describe('a hostile tar', () => {
  test.each<[string, Buffer, string[], boolean]>([
    ['nothing at all', Buffer.alloc(0), ['not-a-tar 0'], false],
    ['some text', Buffer.from('hello'), ['not-a-tar 5'], false],
    ['a block of text', Buffer.alloc(512, 'hello'), ['not-a-tar 0'], false],
    ['half a header', named('f').subarray(0, 300), ['not-a-tar 300'], false],
    ['half a second header', cat(named('f'), named('g').subarray(0, 9)), ['truncated 521'], false],
    ['a header without its content', header({ size: 100 }), ['truncated 512'], false],
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
