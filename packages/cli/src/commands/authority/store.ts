import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { AuthorityError, type LeafStore, type StoredHead, type StoredLeaf } from '@custody/attest';

const LEAF = /^(\d{1,16}) ([A-Za-z0-9+/]+={0,2})$/;
const HEAD = /^(\d{1,15}) ([0-9a-f]{64})\n$/;

const leafOf = (line: string): StoredLeaf => {
  const [, time = '', leaf = ''] = LEAF.exec(line) ?? [];
  if (leaf === '') throw new AuthorityError('bad-state', 'a line of the log is none');
  return { time: Number(time), leaf: Buffer.from(leaf, 'base64') };
};

const headOf = (path: string): StoredHead | undefined => {
  if (!existsSync(path)) return undefined;
  const [, size = '', root = ''] = HEAD.exec(readFileSync(path, 'latin1')) ?? [];
  if (root === '') throw new AuthorityError('bad-state', `${path} is no head of a log`);
  return { size: Number(size), root: Buffer.from(root, 'hex') };
};

const written = (path: string, flags: string, text: string): void => {
  const descriptor = openSync(path, flags, 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Cuts off what a loss of power left of a line: it was never answered for. */
const withoutTornLine = (path: string): string => {
  const text = readFileSync(path, 'latin1');
  const whole = text.lastIndexOf('\n') + 1;
  if (whole === text.length) return text;
  const descriptor = openSync(path, 'r+');
  try {
    ftruncateSync(descriptor, whole);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return text.slice(0, whole);
};

/** A log as a file of lines that only grows, and beside it what was committed to last. */
export const fileStore = (path: string): LeafStore => ({
  load: () => {
    const text = existsSync(path) ? withoutTornLine(path) : '';
    const leaves = text === '' ? [] : text.slice(0, -1).split('\n').map(leafOf);
    return { leaves, head: headOf(`${path}.head`) };
  },
  append: ({ time, leaf }) => written(path, 'a', `${time} ${leaf.toString('base64')}\n`),
  commit: ({ size, root }) => {
    written(`${path}.head.new`, 'w', `${size} ${root.toString('hex')}\n`);
    renameSync(`${path}.head.new`, `${path}.head`);
  },
});
