import { Buffer } from 'node:buffer';
import { type FilePort, HostError, readWhole, shown, systemFiles, writeAtomically } from '@custody/host';

/** A file to be replaced, and what it must hold until then. */
export type Replacement = { readonly path: string; readonly before: Uint8Array; readonly after: Uint8Array };

const isUnchanged = ({ path, before }: Replacement, files: FilePort): boolean => {
  try {
    return Buffer.compare(readWhole(path, before.length, { files }), before) === 0;
  } catch (error) {
    if (error instanceof HostError && error.code === 'too-large') return false;
    throw error;
  }
};

const assertUnchanged = (replacement: Replacement, files: FilePort): void => {
  if (isUnchanged(replacement, files)) return;
  const { path } = replacement;
  const message = `${shown(path)} was changed since it was read; nothing was written, run again`;
  throw new HostError('changed', message, { path });
};

type Staged = { readonly from: string; readonly to: string; readonly of: Replacement };

/** A port that keeps renames for later: everything is on disk under temporary names before the first file changes. */
const staging = (files: FilePort, into: { from: string; to: string }[]): FilePort => ({
  ...files,
  rename: (from, to) => {
    into.push({ from, to });
  },
  // Whoever renamed tidies up after that; what is only waiting must stay.
  unlink: (path) => {
    if (!into.some(({ from }) => from === path)) files.unlink(path);
  },
});

const forget = (staged: readonly { readonly from: string }[], files: FilePort): void => {
  for (const { from } of staged)
    try {
      files.unlink(from);
    } catch {
      // It has its name already, or the directory is gone: the failure that led here is the one to tell.
    }
};

const stage = async (replacements: readonly Replacement[], files: FilePort): Promise<readonly Staged[]> => {
  const staged: Staged[] = [];
  try {
    for (const of of replacements) {
      const renames: { from: string; to: string }[] = [];
      await writeAtomically(of.path, (sink) => sink.write(of.after), { files: staging(files, renames) });
      staged.push(...renames.map((rename) => ({ ...rename, of })));
    }
    return staged;
  } catch (error) {
    forget(staged, files);
    throw error;
  }
};

/**
 * Replaces files, all or none as far as a file system can: all are written under temporary names first; those they replace must still
 * be what they were; then they take their names, one after the other and at once. Where one cannot, those before it are put back.
 * Throws HostError; then no file is changed, but for one that could not be put back either.
 */
export const replaceFiles = async (
  replacements: readonly Replacement[],
  files: FilePort = systemFiles,
): Promise<void> => {
  const staged = await stage(replacements, files);
  const done: Staged[] = [];
  try {
    for (const { of } of staged) assertUnchanged(of, files);
    for (const one of staged) {
      files.rename(one.from, one.to);
      done.push(one);
    }
  } catch (error) {
    forget(staged, files);
    for (const { of } of done) await writeAtomically(of.path, (sink) => sink.write(of.before), { files });
    throw error instanceof HostError
      ? error
      : new HostError('unwritable', 'a file could not be replaced; none is changed', { cause: error });
  }
};
