import { join } from 'node:path';
import { ensureDirectory, systemFiles } from '@custody/host';

/** Where a sync puts what it gets; an interrupted one finds it there again. */
export const downloadsIn = (directory: string): string => {
  const downloads = join(directory, 'downloads');
  ensureDirectory(downloads);
  return downloads;
};

/** Removes what was got. Another sync of the same store may have been quicker; what stays is written over by the next. */
export const removeDownload = (path: string): void => {
  try {
    systemFiles.unlink(path);
  } catch {
    // Gone, or kept by the system: either way no reason to fail a sync that succeeded.
  }
};
