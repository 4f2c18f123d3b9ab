// Somebody puts another file in a wheel's place (rename), or writes into it, at the REPLACE_AT-th read of it.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { openSync, readSync, writeFileSync, renameSync, appendFileSync } = fs;
const paths = new Map();
let reads = 0;

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  paths.set(descriptor, String(path));
  return descriptor;
};
fs.readSync = (descriptor, ...rest) => {
  const path = paths.get(descriptor) ?? '';
  if (path.endsWith('.whl')) {
    reads += 1;
    if (reads === Number(process.env.REPLACE_AT)) {
      if (process.env.REPLACE_HOW === 'append') appendFileSync(path, 'more');
      else {
        writeFileSync(`${path}.other`, 'another file');
        renameSync(`${path}.other`, path);
      }
    }
  }
  return readSync(descriptor, ...rest);
};
syncBuiltinESMExports();
