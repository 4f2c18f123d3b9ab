import { HostError } from '../error.ts';
import type { FileStat } from './port.ts';
import { shown } from './shown.ts';

/** Which file this is and in what state. Two equal identities mean: not replaced, not truncated, not rewritten. */
export type FileIdentity = {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  /** Change time: moves even where a writer sets the modification time back. */
  readonly changed: bigint;
};

/** The identity that a `stat` result tells; times in nanoseconds. */
export const identityOf = (stat: FileStat): FileIdentity => ({
  device: stat.dev,
  inode: stat.ino,
  size: stat.size,
  modified: stat.mtimeNs,
  changed: stat.ctimeNs,
});

/** Throws a HostError `changed` or `truncated` that names what happened to the file since `before`. */
export const assertSameIdentity = (path: string, before: FileIdentity, after: FileIdentity): void => {
  const again = 'run again when nothing else writes to it';
  if (after.device !== before.device || after.inode !== before.inode)
    throw new HostError(
      'changed',
      `${shown(path)} was replaced by another file while it was read; ${again}`,
      {
        path,
      },
    );
  if (after.size < before.size)
    throw new HostError(
      'truncated',
      `${shown(path)} shrank from ${before.size} to ${after.size} bytes while it was read; ${again}`,
      { path },
    );
  if (after.size !== before.size || after.modified !== before.modified || after.changed !== before.changed)
    throw new HostError('changed', `${shown(path)} was changed while it was read; ${again}`, { path });
};
