// The least that verifying a wheel can be in plain Node: inflate every entry once and hash it. Nothing is checked.
import { createHash } from 'node:crypto';
import { openSync, readSync, statSync } from 'node:fs';
import { argv } from 'node:process';
import { inflateRawSync } from 'node:zlib';

const path = argv[2];
const file = openSync(path, 'r');
const read = (at, length) => {
  const bytes = Buffer.allocUnsafe(length);
  readSync(file, bytes, 0, length, at);
  return bytes;
};
const { size } = statSync(path);
const end = read(size - 22, 22);
const directory = read(end.readUInt32LE(16), end.readUInt32LE(12));
for (let at = 0; at < directory.length; ) {
  const header = read(directory.readUInt32LE(at + 42), 30);
  const data = read(
    directory.readUInt32LE(at + 42) + 30 + header.readUInt16LE(26) + header.readUInt16LE(28),
    directory.readUInt32LE(at + 20),
  );
  const content = directory.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data;
  createHash('sha256').update(content).digest();
  at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
}
