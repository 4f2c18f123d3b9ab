import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { attempt } from './attempt.ts';
import { inputOf } from './input.ts';
import { targetNamed } from './targets/index.ts';
import type { FuzzFailure } from './types.ts';

/** Writes the input that failed to a file named by its digest; gives the file's path. */
export const keepInput = (failure: FuzzFailure, seed: number, directory: string): string => {
  const input = inputOf(targetNamed(failure.target), seed, failure.index);
  const digest = createHash('sha256').update(input).digest('hex').slice(0, 16);
  const path = join(directory, `${failure.target}-${digest}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, input);
  return path;
};

/** Runs one kept input; gives the exit code. */
export const replay = async (path: string, target: string): Promise<number> => {
  const input = readFileSync(path);
  const { milliseconds, failure } = await attempt(targetNamed(target), input);
  if (failure === undefined) {
    process.stdout.write(`${path} (${input.length} bytes): holds, ${milliseconds.toFixed(1)} ms\n`);
    return 0;
  }
  process.stdout.write(`${path} (${input.length} bytes): ${failure.kind}\n${failure.detail}\n`);
  return 1;
};
