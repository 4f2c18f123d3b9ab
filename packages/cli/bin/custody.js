#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled code is kept beside the code itself: whoever could change the one could change the other. Where that folder
// cannot be written, Node goes on without.
enableCompileCache?.(fileURLToPath(new URL('../dist/.compiled', import.meta.url)));

await import('../dist/main.js');
