#!/usr/bin/env -S node --conditions=development
// Speaks the client protocol of sigstore-conformance; for running that suite, in a clone only, straight from the sources.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { runConformance } from '@custody/attest';
import { createHttp, systemClock, systemEnvironment } from '@custody/host';

// JavaScript of its own, so that it is no entry of the command's bundle. Files and, for signing, the network are all that it adds.
const http = createHttp({ environment: systemEnvironment, clock: systemClock, version: 'conformance' });
try {
  const { exitCode, lines } = await runConformance(process.argv.slice(2), {
    readFile: (path) => readFileSync(path),
    exists: existsSync,
    now: Date.now(),
    writeFile: (path, text) => writeFileSync(path, text),
    signing: {
      now: () => Date.now(),
      wait: (milliseconds) => wait(milliseconds),
      exchange: ({ url, ...request }) => http.send(url, request),
    },
  });
  process.stdout.write(`${lines.map((line) => JSON.stringify(line).slice(1, -1)).join('\n')}\n`);
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 70;
} finally {
  http.close();
}
