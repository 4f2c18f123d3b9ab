import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HostError } from '../error.ts';
import { failingAt, systemError } from '../testing/failing.ts';
import { scratch } from '../testing/scratch.ts';
import { type FilePort, systemFiles } from './port.ts';
import type { Sink } from './sink.ts';
import { openSource } from './source.ts';
import { removeTemporaries } from './temporaries.ts';
import { writeAtomically, writeNew } from './write.ts';

const at = scratch();
const text = (path: string): string => readFileSync(path, 'utf8');
const hello = (sink: Sink): void => sink.write(Buffer.from('hello'));

const failure = async (run: Promise<unknown>): Promise<unknown> => {
  try {
    await run;
  } catch (error) {
    return error;
  }
  return undefined;
};
const codeOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await failure(run);
  expect(error).toBeInstanceOf(HostError);
  return (error as HostError).code;
};

describe('writing in place of a file', () => {
  test('heeds an interrupt that came while the bytes were written, before the name is taken', async () => {
    writeFileSync(at('a'), 'old');
    const controller = new AbortController();
    const run = writeAtomically(
      at('a'),
      (sink) => {
        // As the system delivers a signal: not before the event loop turns again.
        setImmediate(() => controller.abort('SIGINT'));
        hello(sink);
      },
      { signal: controller.signal },
    );
    expect(await codeOf(run)).toBe('aborted');
    expect(text(at('a'))).toBe('old');
    expect(readdirSync(at())).toEqual(['a']);
  });

  test('takes its beginning by kernel copy, ranges and new bytes, and keeps its mode', async () => {
    writeFileSync(at('a.whl'), 'beginning|end');
    chmodSync(at('a.whl'), 0o640);
    const source = openSource(at('a.whl'));
    const result = await writeAtomically(
      at('a.whl'),
      (sink) => {
        sink.copyFileThenTruncate(at('a.whl'), 10);
        sink.copyRange(source, 0, 5);
        sink.write(Buffer.from('!'));
        return sink.position();
      },
      { beforeCommit: source.assertUnchanged },
    );
    source.close();
    expect(result).toBe(16);
    expect(text(at('a.whl'))).toBe('beginning|begin!');
    expect(statSync(at('a.whl')).mode & 0o777).toBe(0o640);
    expect(readdirSync(at())).toEqual(['a.whl']);
  });

  test('makes a new file as the umask wants it, also after a kernel copy of a stricter one', async () => {
    writeFileSync(at('secret'), 'x', { mode: 0o600 });
    writeFileSync(at('plain'), 'x');
    await writeAtomically(at('copy'), (sink) => sink.copyFileThenTruncate(at('secret'), 1));
    await writeAtomically(at('given'), hello, { mode: 0o604 });
    expect(statSync(at('copy')).mode).toBe(statSync(at('plain')).mode);
    expect(statSync(at('given')).mode & 0o777).toBe(0o604);
  });

  test('a shorter beginning than the original is all that is left', async () => {
    writeFileSync(at('file'), 'beginning|end');
    await writeAtomically(at('file'), (sink) => sink.copyFileThenTruncate(at('file'), 9));
    expect(text(at('file'))).toBe('beginning');
  });

  test('is never more readable than the result while it is written', async () => {
    writeFileSync(at('secret'), 'x', { mode: 0o600 });
    let during: readonly number[] = [];
    await writeAtomically(at('secret'), (sink) => {
      hello(sink);
      during = readdirSync(at()).map((name) => statSync(at(name)).mode & 0o777);
    });
    expect(during).toEqual([0o600, 0o600]);
  });

  test('goes through a link, which stays', async () => {
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere', 'file'), 'old');
    symlinkSync(at('elsewhere', 'file'), at('link'));
    await writeAtomically(at('link'), hello);
    expect(readlinkSync(at('link'))).toBe(at('elsewhere', 'file'));
    expect(text(at('elsewhere', 'file'))).toBe('hello');
    expect(readdirSync(at('elsewhere'))).toEqual(['file']);
  });

  test('any cutting of the bytes into writes gives the same file', async () => {
    const content = Uint8Array.from({ length: 900_000 }, (_, i) => (i * 31) ^ (i >> 9));
    const cuts = fc
      .array(fc.nat(content.length), { maxLength: 30 })
      .map((points) => [0, ...points.sort((a, b) => a - b), content.length]);
    await fc.assert(
      fc.asyncProperty(cuts, async (points) => {
        await writeAtomically(at('file'), (sink) => {
          const reused = new Uint8Array(content.length);
          points.slice(1).forEach((end, i) => {
            const piece = content.subarray(points[i] ?? 0, end);
            reused.set(piece);
            sink.write(reused.subarray(0, piece.length));
            expect(sink.position()).toBe(end);
          });
        });
        return readFileSync(at('file')).equals(content);
      }),
      { numRuns: 12 },
    );
  });

  test('a directory, a missing directory and a file as directory are refused', async () => {
    mkdirSync(at('d'));
    writeFileSync(at('f'), 'x');
    expect(await codeOf(writeAtomically(at('d'), hello))).toBe('not-a-file');
    expect(await codeOf(writeAtomically(at('none', 'f'), hello))).toBe('not-found');
    expect(await codeOf(writeAtomically(at('f', 'g'), hello))).toBe('not-a-directory');
    expect(readdirSync(at()).sort()).toEqual(['d', 'f']);
  });
});

describe('a write that fails', () => {
  const everything = (path: string) => (sink: Sink) => {
    sink.copyFileThenTruncate(path, 4);
    sink.write(new Uint8Array(300_000));
    sink.write(Buffer.from('tail'));
  };

  test.each(['ENOSPC', 'EROFS', 'EIO'])(
    'with %s at any operation leaves the old file or the new, and nothing else',
    async (code) => {
      let reached = true;
      let failures = 0;
      for (let n = 0; reached; n += 1) {
        writeFileSync(at('file'), 'original');
        const { files, calls } = failingAt(n, code);
        const error = await failure(writeAtomically(at('file'), everything(at('file')), { files }));
        reached = calls.length > n;
        if (error !== undefined) {
          expect(error).toBeInstanceOf(HostError);
          failures += 1;
        }
        expect([8, 300_008]).toContain(statSync(at('file')).size);
        // Everything up to the rename leaves the original.
        if (error !== undefined && !calls.slice(0, n).includes('rename'))
          expect(text(at('file'))).toBe('original');
        removeTemporaries();
        expect(readdirSync(at())).toEqual(['file']);
      }
      expect(failures).toBeGreaterThan(10);
    },
  );

  test('as a new file at any operation leaves nothing half written', async () => {
    let reached = true;
    let failures = 0;
    for (let n = 0; reached; n += 1) {
      const { files, calls } = failingAt(n, 'ENOSPC');
      const error = await failure(
        writeNew(at(`file-${n}`), (sink) => sink.write(new Uint8Array(300_000)), { files }),
      );
      reached = calls.length > n;
      if (error !== undefined) failures += 1;
      removeTemporaries();
      const left = readdirSync(at()).filter((name) => statSync(at(name)).size !== 300_000);
      expect(left).toEqual([]);
    }
    expect(failures).toBeGreaterThan(6);
  });

  test.each([
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EROFS', 'read-only'],
    ['EACCES', 'denied'],
    ['EWEIRD', 'unwritable'],
  ])('says %s as %s, with the path and without a system code in front', async (system, code) => {
    const files: FilePort = {
      ...systemFiles,
      write: () => {
        throw systemError(system);
      },
    };
    const error = (await failure(writeAtomically(at('file'), hello, { files }))) as HostError;
    expect(error.code).toBe(code);
    expect(error.path).toBe(at('file'));
    expect(error.message).toContain(`cannot write ${at('file')}: `);
  });

  test('because its producer throws gives that very error, whatever code it carries', async () => {
    writeFileSync(at('file'), 'original');
    const thrown = Object.assign(new Error('bad archive'), { code: 'EBAD' });
    const error = await failure(
      writeAtomically(at('file'), (sink) => {
        hello(sink);
        throw thrown;
      }),
    );
    expect(error).toBe(thrown);
    expect(text(at('file'))).toBe('original');
    expect(readdirSync(at())).toEqual(['file']);
  });

  test('because the original was replaced meanwhile leaves the replacement', async () => {
    writeFileSync(at('file'), 'original');
    const source = openSource(at('file'));
    const run = writeAtomically(
      at('file'),
      (sink) => {
        sink.copyFileThenTruncate(at('file'), 3);
        writeFileSync(at('file'), 'somebody else');
      },
      { beforeCommit: source.assertUnchanged },
    );
    expect(await codeOf(run)).toBe('changed');
    source.close();
    expect(text(at('file'))).toBe('somebody else');
    expect(readdirSync(at())).toEqual(['file']);
  });

  test('because the source of a kernel copy is too short says so', async () => {
    writeFileSync(at('short'), 'abc');
    expect(
      await codeOf(writeAtomically(at('file'), (sink) => sink.copyFileThenTruncate(at('short'), 4))),
    ).toBe('truncated');
  });

  test('because its temporary file is swapped for a link leaves what the link means alone', async () => {
    writeFileSync(at('file'), 'original');
    writeFileSync(at('precious'), 'precious');
    const files: FilePort = {
      ...systemFiles,
      copyFile: (from, to, mode) => {
        systemFiles.unlink(to);
        symlinkSync(at('elsewhere'), to);
        systemFiles.copyFile(from, to, mode);
      },
    };
    const run = writeAtomically(at('file'), (sink) => sink.copyFileThenTruncate(at('file'), 4), { files });
    expect(await codeOf(run)).toBe('changed');
    expect([text(at('file')), text(at('precious'))]).toEqual(['original', 'precious']);
    expect(readdirSync(at()).filter((name) => name.startsWith('.custody-'))).toEqual([]);
  });

  test('because it is aborted before, between or after the bytes changes nothing', async () => {
    writeFileSync(at('file'), 'original');
    for (const when of [0, 1, 2]) {
      const controller = new AbortController();
      if (when === 0) controller.abort();
      const run = writeAtomically(
        at('file'),
        async (sink) => {
          if (when === 1) controller.abort();
          hello(sink);
          await Promise.resolve();
          controller.abort();
        },
        { signal: controller.signal },
      );
      expect(await codeOf(run)).toBe('aborted');
      expect(text(at('file'))).toBe('original');
      expect(readdirSync(at())).toEqual(['file']);
    }
  });
});

describe('writing a new file', () => {
  test('never replaces one, however late it appears', async () => {
    writeFileSync(at('there'), 'original');
    expect(await codeOf(writeNew(at('there'), hello))).toBe('exists');
    expect(await codeOf(writeNew(at('late'), () => writeFileSync(at('late'), 'first')))).toBe('exists');
    expect([text(at('there')), text(at('late'))]).toEqual(['original', 'first']);
    expect(readdirSync(at()).sort()).toEqual(['late', 'there']);
  });

  test('works and refuses alike on a file system without hard links', async () => {
    const files: FilePort = {
      ...systemFiles,
      link: () => {
        throw systemError('EPERM');
      },
    };
    const failing: FilePort = {
      ...files,
      rename: () => {
        throw systemError('EIO');
      },
    };
    expect(await codeOf(writeNew(at('new'), hello, { files: failing }))).toBe('unwritable');
    expect(readdirSync(at())).toEqual([]);
    await writeNew(at('new'), hello, { files });
    expect(text(at('new'))).toBe('hello');
    expect(await codeOf(writeNew(at('new'), hello, { files }))).toBe('exists');
    expect(readdirSync(at())).toEqual(['new']);
  });
});
