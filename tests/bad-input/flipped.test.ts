import { readFileSync } from 'node:fs';
import { reopenZip, seeded } from '@custody/testkit';
import { embedWheel } from '@custody/sbom';
import { expect, test } from 'vitest';
import { scratch } from '../cli/testing/scratch.ts';
import { examineWheel } from './examine.ts';
import { realSizedWheel } from './wheel.ts';

const dir = scratch();
const PLACES = 500;
const SEED = 20_260_101;
const OPTIONS = { timestamp: '2026-01-01T00:00:00Z' };

/**
 * What only the central directory says and no reader takes content from: APPNOTE 4.4.2 "version made by",
 * 4.4.14 internal and 4.4.15 external file attributes. Bytes from the record's beginning.
 */
const HARMLESS: readonly { field: string; from: number; to: number; most: number }[] = [
  { field: 'version made by', from: 4, to: 6, most: 255 },
  // Up to 63, the newest there is; above it no reader takes the entry, and custody says so.
  { field: 'version needed to extract', from: 6, to: 7, most: 63 },
  { field: 'internal attributes', from: 36, to: 38, most: 255 },
  { field: 'external attributes', from: 38, to: 42, most: 255 },
];

const recordsOf = (wheel: Uint8Array): readonly number[] => {
  const buffer = Buffer.from(wheel);
  const end = buffer.length - 22;
  const found: number[] = [];
  for (let at = buffer.readUInt32LE(end + 16); at < end; ) {
    found.push(at);
    at += 46 + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return found;
};

const contentsOf = (wheel: Uint8Array): string =>
  reopenZip(wheel)
    .map(({ name, content }) => `${name} ${Buffer.from(content).toString('base64')}`)
    .join('\n');

/** The field in which this changed byte means nothing to who installs the wheel; undefined where there is none. */
const harmlessField = (
  damaged: Uint8Array,
  offset: number,
  records: readonly number[],
): string | undefined => {
  for (const record of records)
    for (const { field, from, to, most } of HARMLESS)
      if (offset >= record + from && offset < record + to && (damaged[offset] ?? 0) <= most) return field;
  return undefined;
};

const flipped = (bytes: Uint8Array, offset: number, mask: number): Uint8Array => {
  const copy = bytes.slice();
  copy[offset] = (copy[offset] ?? 0) ^ mask;
  return copy;
};

test('one flipped byte at 500 random places is found each time, or is in a field that changes nothing', async () => {
  const { name, bytes } = realSizedWheel();
  const contents = contentsOf(bytes);
  const records = recordsOf(bytes);
  const random = seeded(SEED);
  const harmless = new Map<string, number>();
  const missed: string[] = [];
  let found = 0;
  for (let i = 0; i < PLACES; i += 1) {
    const offset = random.below(bytes.length);
    const damaged = flipped(bytes, offset, 1 + random.below(255));
    const { findings } = await examineWheel(dir.at(name), damaged);
    if (findings.length > 0) {
      found += 1;
      continue;
    }
    // Padding bits behind the end of a deflate stream belong to no field: there the content itself is the proof.
    const field =
      harmlessField(damaged, offset, records) ??
      (contentsOf(damaged) === contents ? 'padding bits of a deflate stream' : undefined);
    if (field === undefined) missed.push(`byte ${offset}`);
    else harmless.set(field, (harmless.get(field) ?? 0) + 1);
  }
  const shown = [...harmless].map(([field, count]) => `${count} in ${field}`).join(', ');
  process.stdout.write(`${found} of ${PLACES} flipped bytes found; harmless: ${shown || 'none'}\n`);
  expect(missed).toEqual([]);
  expect(found).toBeGreaterThan(PLACES * 0.97);
});

test('every third byte of the central directory and the end record, flipped one at a time, is found or harmless', async () => {
  const { name, bytes } = realSizedWheel();
  const records = recordsOf(bytes);
  const [first = 0] = records;
  const missed: string[] = [];
  let flips = 0;
  for (let offset = first; offset < bytes.length; offset += 3) {
    flips += 1;
    const damaged = flipped(bytes, offset, [0x10, 0x80, 0x01][flips % 3] ?? 1);
    const { findings } = await examineWheel(dir.at(name), damaged);
    if (findings.length === 0 && harmlessField(damaged, offset, records) === undefined)
      missed.push(`byte ${offset}`);
  }
  expect(flips).toBeGreaterThan(300);
  expect(missed).toEqual([]);
});

test('embedding never launders: a wheel with a flipped byte is refused untouched, or its files are what they were', async () => {
  const { name, bytes } = realSizedWheel();
  const contents = new Set(contentsOf(bytes).split('\n'));
  const random = seeded(SEED + 1);
  const laundered: string[] = [];
  let refused = 0;
  for (let i = 0; i < 120; i += 1) {
    const offset = random.below(bytes.length);
    const damaged = flipped(bytes, offset, 1 + random.below(255));
    const path = dir.at(name);
    await examineWheel(path, damaged);
    const result = await embedWheel(path, OPTIONS).catch((error: unknown) => String(error));
    const after = readFileSync(path);
    if (typeof result === 'string' || result.kind === 'refused') {
      refused += 1;
      if (!after.equals(damaged)) laundered.push(`byte ${offset}: refused, but changed`);
      continue;
    }
    const lost = contentsOf(after)
      .split('\n')
      .filter((line) => !/dist-info\/(?:RECORD|sboms\/)/.test(line) && !contents.has(line));
    if (lost.length > 0) laundered.push(`byte ${offset}: ${lost.length} files are others`);
  }
  expect(laundered).toEqual([]);
  expect(refused).toBeGreaterThan(100);
  expect(dir.names()).toEqual([name]);
});
