import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { buildWheel, concat, type Random, seeded, toBytes, wheelFileName } from '@custody/testkit';

const KINDS = 40;

const WORDS = [
  'def ',
  'return ',
  'self',
  ' = ',
  'import ',
  '(',
  ')',
  ':\n    ',
  'tide',
  'harbour',
  '\n',
  '0.25, ',
] as const;

/** Bytes that deflate to about 0.7 of their size, as those of wheels with compiled code do: half noise, half text. */
const content = (random: Random, size: number): Uint8Array => {
  const parts: Uint8Array[] = [];
  for (let done = 0; done < size; ) {
    let text = '';
    while (text.length < 1500) text += random.pick(WORDS);
    const piece = concat(random.bytes(2000), toBytes(text));
    parts.push(piece);
    done += piece.length;
  }
  return concat(...parts).subarray(0, size);
};

export type WheelSize = {
  readonly entries: number;
  readonly entrySize: number;
  readonly name?: string;
  readonly seed?: number;
};

/**
 * Writes a sound wheel of so many entries; gives its path. Deflating is most of the work, so that only forty contents differ
 * and others have the same bytes under other names: no reader here looks for that.
 */
export const makeWheel = (
  directory: string,
  { entries, entrySize, name = 'tidal', seed = 1 }: WheelSize,
): string => {
  const random = seeded(seed);
  const contents = Array.from({ length: Math.min(KINDS, entries) }, () => content(random, entrySize));
  const deflated = new Map(contents.map((bytes) => [bytes, deflateRawSync(bytes, { level: 6 })]));
  const options = {
    name,
    files: Array.from(
      { length: entries },
      (_, i) =>
        [
          `${name}/part_${String(i).padStart(4, '0')}.bin`,
          contents[i % contents.length] ?? new Uint8Array(0),
        ] as const,
    ),
  };
  const bytes = buildWheel({
    ...options,
    entry: (spec) => {
      const compressed = spec.content instanceof Uint8Array ? deflated.get(spec.content) : undefined;
      return compressed === undefined ? spec : { ...spec, compressed };
    },
  });
  mkdirSync(directory, { recursive: true });
  const path = join(directory, wheelFileName(options));
  writeFileSync(path, bytes);
  return path;
};

/** Of about 100 MB, 147 MB inflated. */
export const LARGE: WheelSize = { entries: 800, entrySize: 184_000 };

/** Of about 1 GB. */
export const HUGE: WheelSize = { entries: 800, entrySize: 1_840_000 };
