import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureDirectory, HostError, readWhole, writeAtomically } from '@custody/host';

/** More than the largest page of a project has. */
export const MAX_PAGE = 64 * 1024 * 1024;

/** A page that was kept, with what its index calls this state of it. */
export type KeptPage = { readonly body: Uint8Array; readonly etag: string };

/** The answers of one index in a folder, as `--index-data` reads them. */
export type IndexStore = {
  /** A page that can be asked about again; undefined where it is not there, or not as it was kept. */
  readonly kept: (name: string) => KeptPage | undefined;
  readonly keep: (name: string, body: Uint8Array, etag: string | undefined) => Promise<void>;
  readonly keepAbsent: (absent: ReadonlySet<string>, present: ReadonlySet<string>) => Promise<void>;
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const readIfThere = (path: string): Uint8Array | undefined => {
  try {
    return readWhole(path, MAX_PAGE);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
};

const write = async (path: string, bytes: Uint8Array | string): Promise<void> => {
  await writeAtomically(path, (sink) => sink.write(Buffer.from(bytes)));
};

/** The folder of an index, known by host and path: a port stands behind `_`. */
const folderOf = (root: string, index: string): string =>
  join(root, ...index.replace(/^([^/:]+):(\d+)/, '$1_$2').split('/'));

/** Opens the folder of one index below `root`; nothing is made before something is kept. */
export const openIndexStore = (root: string, index: string): IndexStore => {
  const folder = folderOf(root, index);
  // `projects.json` is a list, and `index.json` the page of the folder's name.
  const page = (name: string): string =>
    /^(?:projects|index)$/.test(name) ? join(folder, name, 'index.json') : join(folder, `${name}.json`);
  // Not beside the pages: a project may have any name.
  const state = (name: string): string => join(folder, '.etags', name);
  return {
    kept: (name) => {
      const [body, line] = [readIfThere(page(name)), readIfThere(state(name))];
      const [digest, etag] =
        line === undefined ? [] : Buffer.from(line).toString('utf8').trimEnd().split(' ');
      // What somebody changed since is asked for whole.
      return body === undefined || etag === undefined || digest !== sha256(body) ? undefined : { body, etag };
    },
    keep: async (name, body, etag) => {
      ensureDirectory(dirname(page(name)));
      await write(page(name), body);
      // One with spaces in it is none (RFC 9110, 8.8.3).
      if (etag === undefined || !/^[\u0021-\u007e]{1,500}$/.test(etag)) {
        await rm(state(name), { force: true });
        return;
      }
      ensureDirectory(dirname(state(name)));
      await write(state(name), `${sha256(body)} ${etag}\n`);
    },
    keepAbsent: async (absent, present) => {
      const path = join(folder, 'absent.txt');
      const before = Buffer.from(readIfThere(path) ?? '').toString('utf8');
      const names = new Set(before.split(/\r?\n/).filter((name) => name !== '' && !present.has(name)));
      for (const name of absent) {
        names.add(name);
        await rm(page(name), { force: true });
        await rm(state(name), { force: true });
      }
      const after = [...names].sort().map((name) => `${name}\n`);
      if (after.join('') === before) return;
      ensureDirectory(folder);
      await write(path, after.join(''));
    },
  };
};
