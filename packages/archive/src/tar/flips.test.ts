import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeGzip } from './index.ts';
import { END, header, member, pax, seeTar, seeTarGz, sourceOf } from './testing/raw.ts';
import { readTar } from './index.ts';

const sample = Buffer.concat([
  header({ name: 'p/', type: '5', mode: 0o755 }),
  pax({ path: 'p/données', comment: 'c' }),
  member('content', { name: 'p/donn_es' }),
  header({ name: 'p/l', type: '2', linkName: 'x' }),
  END,
]);

describe('damage', () => {
  test('every changed byte outside the content is reported', async () => {
    const content = sample.indexOf('content');
    for (let at = 0; at < sample.length; at += 1) {
      if (at >= content && at < content + 'content'.length) continue;
      const copy = Buffer.from(sample);
      copy[at] = (copy[at] ?? 0) ^ (1 + ((at * 7) % 255));
      const { problems } = await seeTar(copy);
      // A comment's or path's letters are content too: only their record's frame is judged.
      const record = copy.toString('latin1', 1024, 1100);
      if (problems.length === 0) expect([at, record]).toEqual([at, expect.stringMatching(/^\d+ \w+=/)]);
    }
  });

  test('every flipped bit of a header is reported', async () => {
    for (let bit = 0; bit < 512 * 8; bit += 1) {
      const copy = Buffer.from(sample);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect([bit, (await seeTar(copy)).problems.length]).not.toEqual([bit, 0]);
    }
  });

  test('every cut is reported', async () => {
    for (let length = 0; length < sample.length; length += 1)
      expect([length, (await seeTar(sample.subarray(0, length))).problems.length]).not.toEqual([length, 0]);
  });

  test('every changed byte and every cut of a gzip is reported', async () => {
    const file = Buffer.from(writeGzip(sample));
    for (let at = 0; at < file.length; at += 1) {
      // Time, extra flags and OS are free to be anything.
      if (at >= 4 && at < 10) continue;
      const copy = Buffer.from(file);
      copy[at] = (copy[at] ?? 0) ^ 0x10;
      // Another way to say the same bytes (a run of zeros at another distance, spare bits) is no damage.
      if ((await seeTarGz(copy)).problems.length === 0)
        expect([at, Buffer.compare(gunzipSync(copy), sample)]).toEqual([at, 0]);
      expect([at, (await seeTarGz(file.subarray(0, at))).problems.length]).not.toEqual([at, 0]);
    }
  });
});

describe('whatever the bytes', () => {
  const blocks = fc.array(
    fc.oneof(
      fc.constant(END),
      fc.constant(pax({ path: 'x' })),
      fc
        .record({
          name: fc.string({ maxLength: 20 }),
          type: fc.constantFrom('0', '1', '2', '5', 'x', 'g', 'L', 'K', 'S', 'q'),
          size: fc.nat({ max: 2000 }),
        })
        .map(header),
      fc.uint8Array({ maxLength: 1200 }),
    ),
    { maxLength: 12 },
  );

  test('reading ends, and what is not readable has a problem', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          blocks.map((list) => Buffer.concat(list)),
          fc.uint8Array({ maxLength: 3000 }),
        ),
        async (bytes) => {
          const plain = await seeTar(bytes);
          expect(plain.reading.readable || plain.problems.length > 0).toBe(true);
          expect(plain.reading.size).toBeLessThanOrEqual(bytes.length);
          const zipped = await seeTarGz(writeGzip(bytes));
          expect(zipped.problems).toEqual(plain.problems);
          expect(zipped.contents).toEqual(plain.contents);
          expect((await seeTarGz(bytes)).problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('the size of the pieces does not matter', async () => {
    const { createTarParser } = await import('./parser.ts');
    const { createReporter } = await import('./report.ts');
    const { TAR_LIMITS } = await import('./limits.ts');
    await fc.assert(
      fc.asyncProperty(
        blocks,
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
        async (list, sizes) => {
          const bytes = Buffer.concat(list);
          const reporter = createReporter(100);
          const parser = createTarParser(() => undefined, TAR_LIMITS, reporter.report);
          let at = 0;
          for (let turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            if (!parser.push(bytes.subarray(at, at + size))) break;
            at += size;
          }
          parser.finish(true);
          const whole = await readTar(sourceOf(bytes), () => undefined);
          expect(parser.entries).toEqual(whole.entries);
          expect(parser.size()).toBe(whole.size);
        },
      ),
      { numRuns: 300 },
    );
  });
});
