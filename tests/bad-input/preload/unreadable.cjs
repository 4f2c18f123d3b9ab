// Files whose name contains UNREADABLE cannot be opened (EACCES) or, with UNREADABLE_READS, not be read from (EIO): also for root.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { openSync, readSync } = fs;
const paths = new Map();
const broken = process.env.UNREADABLE;
const onRead = process.env.UNREADABLE_READS === '1';
const fail = (code, syscall) => Object.assign(new Error(`${code}: made to fail, ${syscall}`), { code, errno: -1, syscall });

fs.openSync = (path, ...rest) => {
  if (!onRead && String(path).includes(broken)) throw fail('EACCES', 'open');
  const descriptor = openSync(path, ...rest);
  paths.set(descriptor, String(path));
  return descriptor;
};
fs.readSync = (descriptor, ...rest) => {
  if (onRead && (paths.get(descriptor) ?? '').includes(broken)) throw fail('EIO', 'read');
  return readSync(descriptor, ...rest);
};
syncBuiltinESMExports();
