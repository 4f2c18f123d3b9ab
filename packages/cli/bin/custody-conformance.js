#!/usr/bin/env -S node --conditions=development
// Speaks the client protocol of sigstore-conformance; for running that suite, in a clone only, straight from the sources.
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { runConformance } from '@custody/attest';

// JavaScript of its own, so that it is no entry of the command's bundle. Reading files is all that it does.
try {
  const { exitCode, lines } = await runConformance(process.argv.slice(2), {
    readFile: (path) => readFileSync(path),
    exists: existsSync,
    now: Date.now(),
  });
  process.stdout.write(`${lines.map((line) => JSON.stringify(line).slice(1, -1)).join('\n')}\n`);
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 70;
}
