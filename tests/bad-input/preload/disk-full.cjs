// A disk that is full after DISK_FULL_AFTER bytes (all files together), for writes of every kind to temporary files of custody.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

let left = Number(process.env.DISK_FULL_AFTER);
const paths = new Map();
const { openSync, writeSync, copyFileSync, statSync, truncateSync } = fs;
const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28, syscall: 'write' });
const isOurs = (path) => String(path).includes('.custody-');

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  paths.set(descriptor, path);
  return descriptor;
};
fs.writeSync = (descriptor, buffer, offset, length, position) => {
  if (!isOurs(paths.get(descriptor))) return writeSync(descriptor, buffer, offset, length, position);
  if (left <= 0) throw full();
  // As the kernel does it: what fits is written, the next write fails.
  const done = writeSync(descriptor, buffer, offset, Math.min(left, length), position);
  left -= done;
  return done;
};
fs.copyFileSync = (from, to, mode) => {
  const { size } = statSync(from);
  copyFileSync(from, to, mode);
  if (!isOurs(to)) return;
  if (size > left) {
    truncateSync(to, left);
    left = 0;
    throw full();
  }
  left -= size;
};
syncBuiltinESMExports();
