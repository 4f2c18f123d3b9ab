import type { FilePort } from '@custody/host';
import type { PreparedInput } from './prepare.ts';
import { replaceFiles } from './write.ts';

export type ApplyOptions = {
  /** Where a path as inputs name it lies. The path itself where absent. */
  readonly locate?: (path: string) => string;
  readonly files?: FilePort;
};

/**
 * Writes what was prepared: all files or none. Those of inputs that were refused or left stay what they are. Gives the paths written,
 * in order. Throws HostError; `changed` where a file is no longer what the plan was made for.
 */
export const applyFixes = async (
  prepared: readonly PreparedInput[],
  { locate = (path) => path, files }: ApplyOptions = {},
): Promise<readonly string[]> => {
  const changed = new Map(
    prepared.flatMap((input) =>
      input.kind === 'edits' ? input.files.map((file) => [file.path, file] as const) : [],
    ),
  );
  const replacements = [...changed.values()].map(({ path, before, after }) => ({
    path: locate(path),
    before,
    after,
  }));
  await replaceFiles(replacements, files);
  return [...changed.keys()].sort();
};
