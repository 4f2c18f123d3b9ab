#!/usr/bin/env node
// Speaks the client protocol of the public conformance suite for Sigstore clients: custody-conformance verify-bundle …
import { existsSync, readFileSync } from 'node:fs';
import { runConformance } from '@custody/attest';

try {
  const { exitCode, lines } = await runConformance(process.argv.slice(2), {
    readFile: (path) => readFileSync(path),
    exists: (path) => existsSync(path),
    now: Date.now(),
  });
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`custody-conformance: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
