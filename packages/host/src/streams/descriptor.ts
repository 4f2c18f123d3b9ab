import { fstatSync, type Stats, statSync, writeSync } from 'node:fs';
import process from 'node:process';
import { systemCode } from '../error.ts';
import type { OutputStream } from './output.ts';

export type DescriptorStream = OutputStream & {
  /** Asked for without loading what Node has for terminals, where it is none. */
  readonly isTerminal: boolean;
};

const isNullDevice = ({ rdev }: Stats): boolean => {
  try {
    return statSync('/dev/null').rdev === rdev;
  } catch {
    return false;
  }
};

type Target = 'direct' | 'stream';

const targetOf = (descriptor: number): Target => {
  if (process.platform === 'win32') return 'stream';
  try {
    const stat = fstatSync(descriptor);
    if (stat.isFile() || stat.isFIFO() || stat.isSocket()) return 'direct';
    return stat.isCharacterDevice() && isNullDevice(stat) ? 'direct' : 'stream';
  } catch {
    return 'stream';
  }
};

/**
 * Writes to standard output or standard error. To files, pipes and sockets Node writes at once in any case: there it is done without
 * Node's streams, which take a small run longer to load than all that it prints. Terminals, and a descriptor that is not
 * ready for more, get the stream.
 */
export const descriptorStream = (
  descriptor: 1 | 2,
  stream: () => OutputStream & { readonly isTTY?: boolean },
): DescriptorStream => {
  let target = targetOf(descriptor);
  let opened: OutputStream | undefined;
  const listeners: ((error: Error) => void)[] = [];
  const open = (): OutputStream => {
    if (opened !== undefined) return opened;
    opened = stream();
    for (const listener of listeners) opened.on('error', listener);
    return opened;
  };
  return {
    get isTerminal() {
      return target === 'stream' && (stream().isTTY ?? false);
    },
    on: (_event, listener) => {
      listeners.push(listener);
      opened?.on('error', listener);
    },
    write: (text, done) => {
      let left = typeof text === 'string' ? Buffer.from(text) : text;
      try {
        if (target === 'direct') while (left.length > 0) left = left.subarray(writeSync(descriptor, left));
      } catch (error) {
        if (systemCode(error) !== 'EAGAIN') {
          done(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        target = 'stream';
      }
      if (left.length > 0) open().write(left, done);
      else done();
    },
  };
};
