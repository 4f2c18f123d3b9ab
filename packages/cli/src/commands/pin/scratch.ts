import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a directory of its own to `use`, and removes it afterwards, whatever happened. */
export const withScratchDirectory = async <Answer>(
  use: (directory: string) => Promise<Answer>,
): Promise<Answer> => {
  const directory = await mkdtemp(join(tmpdir(), 'custody-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
