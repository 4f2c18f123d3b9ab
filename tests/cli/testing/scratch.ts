import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export type Scratch = {
  /** A path in the directory. */
  readonly at: (...names: readonly string[]) => string;
  /** Everything in it, sorted. */
  readonly names: () => readonly string[];
};

/** A directory of its own for each test of the file. */
export const scratch = (): Scratch => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'custody-tests-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return {
    at: (...names) => join(directory, ...names),
    names: () => readdirSync(directory).sort(),
  };
};
