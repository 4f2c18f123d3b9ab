// A slow disk: the first write to a temporary file of custody takes long, and says that it has begun.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { openSync, writeSync, copyFileSync, writeFileSync } = fs;
const paths = new Map();
let told = false;

const dawdle = (path) => {
  if (told || !String(path).includes('.custody-')) return;
  told = true;
  writeFileSync(process.env.TELL, 'writing');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
};

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  paths.set(descriptor, path);
  return descriptor;
};
fs.writeSync = (descriptor, ...rest) => {
  const done = writeSync(descriptor, ...rest);
  dawdle(paths.get(descriptor));
  return done;
};
fs.copyFileSync = (from, to, mode) => {
  copyFileSync(from, to, mode);
  dawdle(to);
};
syncBuiltinESMExports();
