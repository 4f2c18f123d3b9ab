import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  embedWheel,
  generateFromWheel,
  generateLock,
  generateSource,
  type Generation,
  inspectSourceArchive,
  inspectWheelContents,
  serialise,
  toCycloneDx,
  toSpdx,
  validate,
  verifyWheelContents,
} from '@custody/sbom';
import { toBytes } from '@custody/testkit';
import { mutateBytes } from '../mutate/bytes.ts';
import { scratchDirectory } from '../scratch.ts';
import { LOCKS } from '../seeds/locks.ts';
import { memorySource, promise } from '../source.ts';
import type { FuzzTarget } from '../types.ts';
import { someSdist, wheels } from './artifacts.ts';

const OPTIONS = { timestamp: '2026-01-01T00:00:00Z', toolVersion: '0.1.0' };

/** Whatever a bill was made from, its document is valid by the official schema. */
const makesValid = async (generation: Generation): Promise<void> => {
  if (generation.kind === 'refused') return;
  for (const written of [await toCycloneDx(generation.bill, '1.6'), await toSpdx(generation.bill)]) {
    const { judgements } = await validate(serialise(written.document), { file: 'generated.json' });
    const [invalid] = judgements
      .flatMap(({ findings }) => findings)
      .filter(({ rule }) => rule.id === 'sbom/schema');
    promise(invalid === undefined, `a generated document validates: ${invalid?.message ?? ''}`);
  }
};

/** `sbom generate` and `sbom verify` on a wheel. */
export const generateTarget = (): FuzzTarget => {
  const { name, input } = wheels();
  return {
    name: 'generate',
    share: 2,
    timeBound: 500,
    input,
    run: async (bytes) => {
      const contents = await inspectWheelContents(memorySource(bytes), name, { evidence: true });
      await verifyWheelContents(contents, { file: name });
      await makesValid(generateFromWheel(contents, { ...OPTIONS, fileName: name, files: true }));
    },
  };
};

/** `sbom embed`: refused and untouched, or embedded, right by its own RECORD, and the same when done again. */
export const embedTarget = (): FuzzTarget => {
  const { name, input } = wheels();
  const directory = scratchDirectory();
  const path = join(directory, name);
  return {
    name: 'embed',
    share: 2,
    timeBound: 1000,
    input,
    run: async (bytes) => {
      writeFileSync(path, bytes);
      const result = await embedWheel(path, OPTIONS);
      const after = readFileSync(path);
      promise(readdirSync(directory).length === 1, 'no other file is left');
      if (result.kind !== 'embedded') {
        promise(after.equals(bytes), `a wheel that is ${result.kind} is as it was`);
        return;
      }
      const { inspection } = await inspectWheelContents(memorySource(after), name);
      const record = inspection.recordComparison;
      promise(
        record !== undefined && record.missing.length + record.extra.length + record.mismatched.length === 0,
        'the RECORD of a wheel with a document is right',
      );
      const again = await embedWheel(path, OPTIONS);
      promise(again.kind === 'unchanged', `embedding again changes nothing: ${again.kind}`);
      promise(readFileSync(path).equals(after), 'embedding again leaves every byte');
    },
  };
};

const LOCK_WORDS = [
  '--hash=sha256:',
  ' \\\n',
  '; ',
  '-r x.txt\n',
  '-e ',
  ' @ ',
  '[[package]]\n',
  'name = ',
  '{',
  '"',
  '# ',
  '==',
  'https://u:p@h/',
  '\n',
  '\0',
] as const;

/** Requirements and lock files: the first byte of an input chooses which. */
export const lockTarget = (): FuzzTarget => {
  const [first, ...rest] = LOCKS.map(({ text }) => toBytes(text));
  const seeds = [first ?? new Uint8Array(0), ...rest] as const;
  return {
    name: 'lock',
    share: 5,
    input: (random) => {
      const chosen = random.below(seeds.length);
      const seed = seeds[chosen] ?? seeds[0];
      const mutated = mutateBytes(seed, random, { others: seeds, words: LOCK_WORDS });
      return Uint8Array.from([chosen, ...mutated.subarray(0, 200_000)]);
    },
    run: async (input) => {
      const lock = LOCKS[(input[0] ?? 0) % LOCKS.length];
      if (lock !== undefined) await makesValid(generateLock(input.subarray(1), lock.name, OPTIONS));
    },
  };
};

/** `sbom generate` on an sdist. */
export const sourceTarget = (): FuzzTarget => ({
  name: 'source',
  share: 3,
  timeBound: 500,
  input: someSdist,
  run: async (bytes) => {
    const contents = await inspectSourceArchive(memorySource(bytes), 'tidewater-1.0.0.tar.gz');
    await makesValid(generateSource(contents, OPTIONS));
  },
});
