import { type BuiltFile, buildWheel, seeded, wheelFileName } from '@custody/testkit';

const WORDS = [
  'tide',
  'harbour',
  'moon',
  'return',
  'def',
  'self',
  '=',
  '(',
  ')',
  ':',
  '\n    ',
  '\n',
  'import',
  '0.5',
] as const;

const source = (seed: number, length: number): string => {
  const random = seeded(seed);
  let text = '';
  while (text.length < length) text += `${random.pick(WORDS)} `;
  return text;
};

/** A sound wheel of about 200 KiB: compressed text, stored data that does not compress, a path per kind. */
export const realSizedWheel = (): BuiltFile => {
  const modules = Array.from(
    { length: 12 },
    (_, i) => [`tidewater/part_${i}.py`, source(i, 24_000)] as const,
  );
  const options = {
    files: [
      ['tidewater/__init__.py', 'HIGH = 1\n'] as const,
      ...modules,
      ['tidewater/table.bin', seeded(7).bytes(144 * 1024)] as const,
    ],
  };
  return { name: wheelFileName(options), bytes: buildWheel(options) };
};
