import {
  planRewrite,
  readTar,
  readTarGz,
  readZip,
  rewriteZip,
  streamEntry,
  ZipError,
  type ZipReading,
} from '@custody/archive';
import { concat, gzip, type Random } from '@custody/testkit';
import { mutateBytes } from '../mutate/bytes.ts';
import { lyingTar } from '../mutate/tar.ts';
import { lyingZip } from '../mutate/zip.ts';
import { soundWheel, tarGzSeeds, tarSeeds, tarSpecs, wheelSeeds } from '../seeds/artifacts.ts';
import { memorySource, promise } from '../source.ts';
import type { FuzzTarget } from '../types.ts';

const ZIP_WORDS = [
  'PK\u0003\u0004',
  'PK\u0001\u0002',
  'PK\u0005\u0006',
  'PK\u0006\u0006',
  'PK\u0006\u0007',
  'PK\u0007\b',
  'up',
  '\u0001\0',
] as const;
const TAR_WORDS = [
  'ustar\u000000',
  'ustar  \0',
  '00000000000',
  '13 path=x\n',
  '99999 size=1\n',
  '././@LongLink',
  '\0',
] as const;

/** A rewrite either refuses with its own error or makes what it promised. */
const rewrites = async (input: Uint8Array, reading: ZipReading): Promise<void> => {
  const source = memorySource(input);
  try {
    const plan = planRewrite(reading, [
      { kind: 'add', name: 'fuzz/added.txt', content: Uint8Array.of(1, 2, 3) },
    ]);
    const chunks: Uint8Array[] = [];
    await rewriteZip(source, plan, (chunk) => void chunks.push(chunk.slice()));
    const bytes = concat(...chunks);
    promise(bytes.length === plan.size, 'a rewritten archive has the planned size');
    const again = readZip(memorySource(bytes));
    promise(again.readable, 'a rewritten archive can be read');
    promise(again.entries.length === reading.entries.length + 1, 'a rewritten archive has all entries');
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
  }
};

export const zipTarget = (): FuzzTarget => {
  const seeds = wheelSeeds();
  const { entries } = soundWheel();
  return {
    name: 'zip',
    share: 16,
    input: (random) => {
      const lying = random.chance(0.5);
      const bytes = lying ? lyingZip(entries, random) : random.pick(seeds);
      return lying && random.chance(0.7)
        ? bytes
        : mutateBytes(bytes, random, { others: seeds, words: ZIP_WORDS });
    },
    run: async (input) => {
      const source = memorySource(input);
      const reading = readZip(source);
      for (const { offset } of reading.problems)
        promise(offset >= 0 && offset <= input.length, 'a problem lies inside the archive');
      for (const entry of reading.entries) {
        let size = 0;
        const outcome = await streamEntry(source, entry, (chunk) => void (size += chunk.length));
        promise(size <= entry.size, 'no more than the declared size is handed over');
        promise(outcome.problems.length > 0 || size === entry.size, 'sound content is whole');
      }
      if (reading.readable) await rewrites(input, reading);
    },
  };
};

const someTar = (random: Random): Uint8Array => {
  const lying = lyingTar(random.pick(tarSpecs()), random);
  return random.chance(0.6) ? lying : mutateBytes(lying, random, { others: [lying], words: TAR_WORDS });
};

const sink = (): (() => void) => () => {};

export const tarTarget = (): FuzzTarget => {
  const seeds = tarSeeds();
  return {
    name: 'tar',
    share: 12,
    input: (random) =>
      random.chance(0.7)
        ? someTar(random)
        : mutateBytes(random.pick(seeds), random, { others: seeds, words: TAR_WORDS }),
    run: async (input) => {
      const { problems, size } = await readTar(memorySource(input), sink);
      for (const { offset } of problems)
        promise(offset >= 0 && offset <= input.length, 'a problem lies inside the archive');
      promise(size <= input.length, 'no more is read than there is');
    },
  };
};

export const tarGzTarget = (): FuzzTarget => {
  const seeds = tarGzSeeds();
  return {
    name: 'tar-gz',
    share: 10,
    input: (random) =>
      random.chance(0.4)
        ? gzip(someTar(random), { level: 1 })
        : mutateBytes(random.pick(seeds), random, { others: seeds, words: ['\u001f\u008b\b', '\0\0\0\0'] }),
    run: async (input) => {
      const { problems } = await readTarGz(memorySource(input), sink);
      for (const { offset } of problems) promise(offset >= 0, 'an offset is not negative');
    },
  };
};
