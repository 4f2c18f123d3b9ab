import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemError } from '../testing/failing.ts';
import { scratch } from '../testing/scratch.ts';
import { ensureDirectory } from './directory.ts';
import { systemFiles } from './port.ts';
import { walk, type WalkOptions } from './walk.ts';

const at = scratch();

const make = (...paths: readonly string[]): void => {
  for (const path of paths) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), path);
  }
};
const met = (options: WalkOptions = {}): readonly string[] =>
  [...walk(at(), options)].map((entry) => `${entry.kind} ${entry.relative}`);

describe('a walk', () => {
  test('meets files in code-unit order, whatever order the system has', () => {
    make('b/z', 'b/a', 'B', 'a.txt', 'b.txt', 'ä', 'c/d/e');
    const expected = ['file B', 'file a.txt', 'file b/a', 'file b/z', 'file b.txt', 'file c/d/e', 'file ä'];
    expect(met()).toEqual(expected);
    const backwards = {
      ...systemFiles,
      names: (path: string, limit: number) => systemFiles.names(path, limit).toReversed(),
    };
    expect(met({ files: backwards })).toEqual(expected);
    expect([...walk(at())].at(-1)).toEqual({ kind: 'file', path: at('ä'), relative: 'ä', size: 2 });
  });

  test('names links and special files and goes into none', () => {
    make('outside/secret', 'tree/file');
    symlinkSync(at('outside'), at('tree', 'directory-link'));
    symlinkSync('.', at('tree', 'loop'));
    symlinkSync('missing', at('tree', 'dangling'));
    spawnSync('mkfifo', [at('tree', 'pipe')]);
    expect([...walk(at('tree'))].map((entry) => `${entry.kind} ${entry.relative}`)).toEqual([
      'link dangling',
      'link directory-link',
      'file file',
      'link loop',
      ...(process.platform === 'win32' ? [] : ['special pipe']),
    ]);
  });

  test('may start at a link that a person named', () => {
    make('real/file');
    symlinkSync(at('real'), at('link'));
    expect([...walk(at('link'))].map((entry) => entry.path)).toEqual([at('link', 'file')]);
  });

  test('does not leave the tree when a directory is swapped for a link behind its back', () => {
    make('outside/secret', 'tree/inner/file');
    const files = {
      ...systemFiles,
      names: (path: string, limit: number) => {
        if (path.endsWith('inner')) {
          renameSync(path, `${path}.moved`);
          symlinkSync(at('outside'), path);
        }
        return systemFiles.names(path, limit);
      },
    };
    const entries = [...walk(at('tree'), { files })];
    expect(entries).toMatchObject([{ kind: 'unreadable', relative: 'inner' }]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });

  test('reports a directory that cannot be read, and goes on', () => {
    make('a/1', 'b/2', 'c/3');
    const files = {
      ...systemFiles,
      names: (path: string, limit: number) => {
        if (path === at('b')) throw systemError('EACCES');
        return systemFiles.names(path, limit);
      },
    };
    expect(met({ files })).toEqual(['file a/1', 'unreadable b', 'file c/3']);
  });

  test('leaves out what is to be skipped without looking at it', () => {
    make('.git/config', 'src/a', 'src/node_modules/b');
    expect(met({ skip: (_, name) => name === '.git' || name === 'node_modules' })).toEqual(['file src/a']);
  });

  test('stops at its limits and says so', () => {
    make('a/1', 'a/2', 'a/3', 'b/4', 'c');
    expect(met({ maxEntries: 5 })).toEqual(['file a/1', 'file a/2', 'file a/3', 'limit b', 'limit c']);
    expect(met({ maxEntries: 2 })).toEqual(['limit ']);
    expect(met({ maxDepth: 0 })).toEqual(['limit a', 'limit b', 'file c']);
  });

  test('of a thing that is not there or not a directory is an error', () => {
    make('file');
    expect(() => [...walk(at('missing'))]).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => [...walk(at('file'))]).toThrow(expect.objectContaining({ code: 'not-a-directory' }));
  });
});

describe('ensuring a directory', () => {
  test('makes what is missing above it and accepts what is there', () => {
    ensureDirectory(at('a', 'b', 'c'));
    ensureDirectory(at('a', 'b', 'c'));
    make('a/b/c/file');
    expect(met()).toEqual(['file a/b/c/file']);
  });

  test('accepts one that another process makes at the same moment', () => {
    const files = {
      ...systemFiles,
      mkdir: (path: string) => {
        mkdirSync(path);
        systemFiles.mkdir(path);
      },
    };
    expect(() => ensureDirectory(at('a', 'b'), files)).not.toThrow();
  });

  test('refuses where a file stands in the way', () => {
    make('file');
    expect(() => ensureDirectory(at('file'))).toThrow(expect.objectContaining({ code: 'not-a-directory' }));
    expect(() => ensureDirectory(at('file', 'below'))).toThrow(
      expect.objectContaining({ code: 'not-a-directory' }),
    );
  });
});
