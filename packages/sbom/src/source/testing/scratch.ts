import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A directory of its own for each test of the file: gives it, with these files in it. */
export const scratchTree = (): ((files: Readonly<Record<string, string | Uint8Array>>) => string) => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'custody-sbom-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return (files) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
    return directory;
  };
};
