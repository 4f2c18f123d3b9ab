import { HostError } from '@custody/host';
import type { Described, Examining } from './examining.ts';
import { judgeKnown } from './known.ts';

/** A file larger than this is not read whole: its verdict is unknown. */
const MAX_FILE = 256 * 1024 * 1024;

/** Examines a lock, a requirements file, whatever names components: what is known against them. */
export const examineDependencies = async (examining: Examining): Promise<Described> => {
  const { source, file, progress } = examining;
  if (source.size > MAX_FILE)
    throw new HostError('too-large', `it has ${source.size} bytes, more than the ${MAX_FILE} that are read`);
  const described = await judgeKnown({
    ...examining,
    collect: async () =>
      (await import('../audit/file.ts')).collectDependencies(file, source.read(0, source.size).slice()),
  });
  progress(source.size);
  return described;
};
