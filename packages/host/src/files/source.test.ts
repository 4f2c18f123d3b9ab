import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HostError } from '../error.ts';
import { systemError } from '../testing/failing.ts';
import { scratch } from '../testing/scratch.ts';
import { systemFiles } from './port.ts';
import { readWhole } from './read.ts';
import { openSource } from './source.ts';

const at = scratch();
const unix = process.platform !== 'win32';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(HostError);
    expect((error as HostError).message).not.toMatch(/[\n\r]/);
    return (error as HostError).code;
  }
  return 'nothing thrown';
};

describe('opening', () => {
  test('a missing file, a directory and a path through a file are told apart', () => {
    writeFileSync(at('file'), 'x');
    mkdirSync(at('directory.whl'));
    expect(codeOf(() => openSource(at('missing')))).toBe('not-found');
    expect(codeOf(() => openSource(at('directory.whl')))).toBe('not-a-file');
    expect(codeOf(() => openSource(at('file', 'below')))).toBe('not-found');
  });

  test.skipIf(!unix)('a named pipe and a device are refused without waiting for them', () => {
    spawnSync('mkfifo', [at('pipe')]);
    expect(codeOf(() => openSource(at('pipe')))).toBe('not-a-file');
    expect(codeOf(() => openSource('/dev/zero'))).toBe('not-a-file');
  });

  test.skipIf(!unix)('a pipe that is put in the place of the file in between is refused too', () => {
    writeFileSync(at('file'), 'x');
    spawnSync('mkfifo', [at('pipe')]);
    const files = {
      ...systemFiles,
      open: (path: string, flags: number, mode: number) => {
        renameSync(at('pipe'), path);
        return systemFiles.open(path, flags, mode);
      },
    };
    expect(codeOf(() => openSource(at('file'), { files }))).toBe('not-a-file');
  });

  test('a link is followed where a person named it, and not where a walk found it', () => {
    writeFileSync(at('file'), 'content');
    symlinkSync(at('file'), at('link'));
    symlinkSync(at('loop'), at('loop'));
    const source = openSource(at('link'));
    expect(source.size).toBe(7);
    source.assertUnchanged();
    source.close();
    expect(codeOf(() => openSource(at('link'), { followLinks: false }))).toBe('not-a-file');
    expect(codeOf(() => openSource(at('loop')))).toBe('unreadable');
  });

  test('what may not be read says so', () => {
    writeFileSync(at('file'), 'x');
    const files = {
      ...systemFiles,
      open: () => {
        throw systemError('EACCES');
      },
    };
    expect(codeOf(() => openSource(at('file'), { files }))).toBe('denied');
  });

  test('a name with control characters cannot forge a line of the message', () => {
    expect(() => openSource('a\n::error::\u001b[2J\u202e')).toThrow(
      String.raw`a\u{a}::error::\u{1b}[2J\u{202e}`,
    );
  });
});

describe('reading', () => {
  test('gives exactly the bytes asked for, in any order', () => {
    const content = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 7919) >> 5);
    writeFileSync(at('file'), content);
    const source = openSource(at('file'));
    const range = fc
      .tuple(fc.nat(content.length), fc.oneof(fc.nat(70_000), fc.nat(content.length)))
      .map(([a, b]) => [a, Math.min(b, content.length - a)] as const);
    fc.assert(
      fc.property(range, ([position, length]) => {
        const got = source.read(position, length);
        return Buffer.from(got).equals(content.subarray(position, position + length));
      }),
      { numRuns: 200 },
    );
    source.close();
  });

  test('goes on after short reads', () => {
    writeFileSync(at('file'), 'abcdefgh');
    const files = {
      ...systemFiles,
      read: (fd: number, into: Uint8Array, offset: number, length: number, position: number) =>
        systemFiles.read(fd, into, offset, Math.min(length, 3), position),
    };
    const source = openSource(at('file'), { files });
    expect(Buffer.from(source.read(0, 8)).toString()).toBe('abcdefgh');
    source.close();
  });

  test.each([
    [-1, 1],
    [0, 9],
    [8, 1],
    [0.5, 1],
    [0, Number.NaN],
    [Number.MAX_SAFE_INTEGER, 1],
  ])('outside the file is refused: %d, %d', (position, length) => {
    writeFileSync(at('file'), 'abcdefgh');
    const source = openSource(at('file'));
    expect(codeOf(() => source.read(position, length))).toBe('out-of-range');
    source.close();
    expect(codeOf(() => source.read(0, 1))).toBe('unreadable');
  });
});

describe('a file that changes while it is read', () => {
  const changes: readonly (readonly [string, string, (path: string) => void])[] = [
    ['truncated', 'truncated', (path) => truncateSync(path, 3)],
    ['longer', 'changed', (path) => appendFileSync(path, 'more')],
    [
      'rewritten in place with its time set back',
      'changed',
      (path) => {
        writeFileSync(path, 'ABCDEFGH');
        utimesSync(path, 1_000_000, 1_000_000);
      },
    ],
    [
      'replaced by an equal copy',
      'changed',
      (path) => {
        copyFileSync(path, `${path}.new`);
        renameSync(`${path}.new`, path);
      },
    ],
    ['removed', 'changed', (path) => unlinkSync(path)],
  ];

  test.each(changes)('%s is noticed', (_, code, change) => {
    writeFileSync(at('file'), 'abcdefgh');
    utimesSync(at('file'), 1_000_000, 1_000_000);
    const source = openSource(at('file'));
    source.read(0, 4);
    source.assertUnchanged();
    change(at('file'));
    expect(codeOf(() => source.assertUnchanged())).toBe(code);
    source.close();
  });

  test('a link that is pointed at another file is noticed, and said to be a replacement', () => {
    writeFileSync(at('first'), 'abcdefgh');
    writeFileSync(at('second'), 'abcdefgh');
    symlinkSync(at('first'), at('link'));
    const source = openSource(at('link'));
    unlinkSync(at('link'));
    symlinkSync(at('second'), at('link'));
    expect(() => source.assertUnchanged()).toThrow('was replaced by another file');
    source.close();
  });

  test('a read past the new end is "truncated", not short', () => {
    writeFileSync(at('file'), 'abcdefgh');
    const source = openSource(at('file'));
    truncateSync(at('file'), 3);
    expect(codeOf(() => source.read(0, 8))).toBe('truncated');
    source.close();
  });

  test('reading it whole gives one state of it or an error', () => {
    writeFileSync(at('file'), 'abcdefgh');
    const files = {
      ...systemFiles,
      read: (fd: number, into: Uint8Array, offset: number, length: number, position: number) => {
        const got = systemFiles.read(fd, into, offset, Math.min(length, 4), position);
        writeFileSync(at('file'), 'ABCDEFGH');
        return got;
      },
    };
    expect(codeOf(() => readWhole(at('file'), 100, { files }))).toBe('changed');
    expect(codeOf(() => readWhole(at('file'), 7))).toBe('too-large');
    expect(Buffer.from(readWhole(at('file'), 8)).toString()).toBe('ABCDEFGH');
  });
});
