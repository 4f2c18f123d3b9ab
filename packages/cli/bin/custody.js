#!/usr/bin/env node
// The global process, not the module: importing that as an ES module opens standard input.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const supported = major >= 26 || (major === 24 && minor >= 15) || (major === 22 && minor >= 22);

if (supported) {
  const { enableCompileCache } = process.getBuiltinModule('node:module');
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  // Compiled code is kept beside the code itself: whoever could change the one could change the other. Where that folder
  // cannot be written, Node goes on without.
  enableCompileCache(fileURLToPath(new URL('../dist/.compiled', import.meta.url)));
  await import('../dist/main.js');
} else {
  process.stderr.write(
    `custody: needs Node ^22.22.2, ^24.15.0 or 26 and later; this is ${process.versions.node}. In a clone, npx custody brings its own.\n`,
  );
  process.exitCode = 2;
}
