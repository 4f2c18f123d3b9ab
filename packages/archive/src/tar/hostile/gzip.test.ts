import { describe, expect, test } from 'vitest';
import { readTarGz, writeGzip } from '../index.ts';
import { END, header, member, seeTarGz } from '../testing/raw.ts';

const cat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

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
    const source = { size, read: (at: number, length: number) => good.subarray(at, at + length) };
    const fail = (): never => {
      throw new Error('mine');
    };
    await expect(readTarGz(source, fail)).rejects.toThrow('mine');
    await expect(readTarGz(source, () => fail)).rejects.toThrow('mine');
  });
});
