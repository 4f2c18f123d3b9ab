import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ByteSource, ZipEntry } from '../../types.ts';
import { readZip } from '../read.ts';
import { buildZip, type Spec, sourceOf } from '../testing/build.ts';
import { readEntry } from './read.ts';
import { streamEntry } from './stream.ts';
import { inflateStreamed } from './streamed.ts';

const open = (spec: Spec): { source: ByteSource; entry: ZipEntry } => {
  const source = sourceOf(buildZip([spec]));
  const [entry] = readZip(source).entries;
  if (entry === undefined) throw new Error('no entry');
  return { source, entry };
};

const collect = async (spec: Spec) => {
  const { source, entry } = open(spec);
  const hash = createHash('sha256');
  let size = 0;
  let chunks = 0;
  const outcome = await streamEntry(source, entry, async (chunk) => {
    // Later than the chunk came, to prove that back-pressure is respected.
    await Promise.resolve();
    hash.update(chunk);
    size += chunk.length;
    chunks += 1;
  });
  return { ...outcome, hash: hash.digest('hex'), handedOver: size, chunks };
};

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const small = Buffer.from('to be, or not to be '.repeat(50));
const half = randomBytes(3 * 1024 * 1024);
const large = Buffer.concat([half, half]);

describe.each<[string, Buffer, number]>([
  ['small', small, 8],
  ['small stored', small, 0],
  ['large', large, 8],
  ['large stored', large, 0],
])('a %s entry', (_what, content, method) => {
  const data = method === 8 ? deflateRawSync(content) : content;

  test('comes whole', async () => {
    const outcome = await collect({ content, method });
    expect(outcome).toMatchObject({ problems: [], size: content.length, handedOver: content.length });
    expect(outcome.hash).toBe(sha256(content));
  });

  test('with a wrong CRC is told', async () => {
    const { problems } = await collect({ content, method, crc: 1 });
    expect(problems).toMatchObject([
      { code: 'content-mismatch', message: expect.stringContaining('CRC-32') },
    ]);
  });

  test('that holds more than it declares is stopped there', async () => {
    const { problems, handedOver } = await collect({ content, method, size: content.length - 1 });
    expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
    expect(handedOver).toBeLessThan(content.length);
  });

  test('that holds less than it declares is told', async () => {
    const { problems } = await collect({ content, method, size: content.length + 1 });
    expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
  });

  test('that ends before its data does is told', async () => {
    for (const rest of [Buffer.from('x'), Buffer.alloc(600_000)]) {
      const { problems } = await collect({ content, method, data: Buffer.concat([data, rest]) });
      expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
    }
  });

  test('that is cut off is told', async () => {
    const { problems } = await collect({ content, method, data: data.subarray(0, -1) });
    expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
  });
});

describe('an entry', () => {
  test('without content gives no chunk', async () => {
    expect(await collect({ content: '' })).toMatchObject({ problems: [], size: 0, chunks: 0 });
    expect(await collect({ content: '', method: 0 })).toMatchObject({ problems: [], size: 0, chunks: 0 });
  });

  test('with no deflate stream at all is told', async () => {
    const { problems } = await collect({ content: '', data: Buffer.alloc(0) });
    expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
  });

  test('that is damaged is told', async () => {
    const { problems } = await collect({ content: small, data: Buffer.from('ffffffff', 'hex') });
    expect(problems).toMatchObject([
      { code: 'content-mismatch', message: expect.stringContaining('damaged') },
    ]);
  });

  test('that runs over the end of the file is told', async () => {
    const { problems } = await collect({ content: small, compressedSize: 1_000_000 });
    expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
  });

  test('that cannot be read is told by its reason', async () => {
    expect((await collect({ content: small, flags: 1 })).problems).toMatchObject([{ code: 'encrypted' }]);
    expect((await collect({ content: small, method: 12 })).problems).toMatchObject([
      { code: 'compression-method' },
    ]);
    expect((await collect({ content: small, only: 'central' })).problems).toMatchObject([
      { code: 'missing-local-header' },
    ]);
  });

  test('that is a bomb produces no more than it declares', async () => {
    const data = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const { problems, handedOver } = await collect({ data, size: 5 * 1024 * 1024 });
    expect(problems).toMatchObject([{ code: 'content-mismatch' }]);
    expect(handedOver).toBe(5 * 1024 * 1024);
  });

  test.each([small, large])('whose reader fails, fails with that error', async (content) => {
    const { source, entry } = open({ content });
    const failure = streamEntry(source, entry, () => {
      throw new Error('disk full');
    });
    await expect(failure).rejects.toThrow('disk full');
  });

  test('whose source fails, fails with that error', async () => {
    const { source, entry } = open({ content: large });
    let reads = 0;
    const read = (position: number, length: number): Uint8Array => {
      reads += 1;
      if (reads > 2) throw new Error('gone');
      return source.read(position, length);
    };
    await expect(streamEntry({ ...source, read }, entry, () => undefined)).rejects.toThrow('gone');
  });
});

test('the memory of chunks that were handed over is used again, also by the next entry', async () => {
  const memories = new Set<ArrayBufferLike>();
  for (const content of [large, Buffer.alloc(400_000, 'small'), large]) {
    const { source, entry } = open({ content });
    await streamEntry(source, entry, (chunk) => void memories.add(chunk.buffer));
  }
  expect(memories.size).toBe(1);
});

test('an entry that is read while another is handed over has memory of its own', async () => {
  const outer = open({ content: large });
  const inner = open({ content: half });
  const hash = createHash('sha256');
  await streamEntry(outer.source, outer.entry, async (chunk) => {
    const { content } = await readEntry(inner.source, inner.entry, half.length);
    if (content === undefined || !half.equals(content)) throw new Error('the inner entry is not whole');
    hash.update(chunk);
  });
  expect(hash.digest('hex')).toBe(sha256(large));
});

test('a source whose next read overwrites the last, and that others use meanwhile, is read right', async () => {
  const content = Buffer.alloc(20_000_000, 'very regular ');
  const { source, entry } = open({ content });
  const scratch = Buffer.alloc(source.size);
  const read = (position: number, length: number): Uint8Array => {
    scratch.fill(0xff);
    scratch.set(source.read(position, length));
    return scratch.subarray(0, length);
  };
  const reused = { ...source, read };
  const { problems, size } = await streamEntry(reused, entry, () => void reused.read(0, 1));
  expect({ problems, size }).toEqual({ problems: [], size: content.length });
});

describe('a Node without the engine', () => {
  const inflated = async (spec: Spec) => {
    const { source, entry } = open(spec);
    const hash = createHash('sha256');
    const chunks = inflateStreamed(source, entry);
    for (;;) {
      const step = await chunks.next();
      if (step.done === true) return { problem: step.value, hash: hash.digest('hex') };
      hash.update(step.value);
    }
  };

  test.each([small, large])('inflates by streams', async (content) => {
    expect(await inflated({ content })).toEqual({ problem: undefined, hash: sha256(content) });
  });

  test('tells the same problems', async () => {
    const data = deflateRawSync(large);
    const chunksOf = async (spec: Spec) => {
      const { source, entry } = open(spec);
      return (await streamEntry(source, entry, () => undefined)).problems[0];
    };
    for (const spec of [
      { content: large, size: large.length - 1 },
      { content: large, data: data.subarray(0, -1) },
      { content: large, data: Buffer.concat([data, Buffer.alloc(600_000)]) },
      { content: large, data: Buffer.concat([data.subarray(0, 1_000_000), Buffer.alloc(600_000, 0xff)]) },
    ])
      expect((await inflated(spec)).problem).toEqual(await chunksOf(spec));
  });
});

describe('readEntry', () => {
  test.each([0, 8])('gives the content of method %i', async (method) => {
    const { source, entry } = open({ content: large, method });
    const { content, problems } = await readEntry(source, entry, large.length);
    expect(problems).toEqual([]);
    expect(content !== undefined && large.equals(content)).toBe(true);
  });

  test('gives nothing over the limit, nor of a damaged entry', async () => {
    const { source, entry } = open({ content: small });
    expect(await readEntry(source, entry, small.length - 1)).toMatchObject({
      problems: [{ code: 'size-limit' }],
    });
    const damaged = open({ content: small, crc: 1 });
    const result = await readEntry(damaged.source, damaged.entry, 1e6);
    expect(result.content).toBeUndefined();
    expect(result.problems).toHaveLength(1);
  });
});
