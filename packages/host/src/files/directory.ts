import { dirname } from 'node:path';
import { HostError, systemCode } from '../error.ts';
import { writeFailure } from './failure.ts';
import { type FilePort, systemFiles } from './port.ts';
import { shown } from './shown.ts';

const isDirectory = (files: FilePort, path: string): boolean | undefined => {
  try {
    return files.stat(path).isDirectory();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Makes a directory and those above it where they are missing. Throws HostError `not-a-directory` where a file stands in the way. */
export const ensureDirectory = (path: string, files: FilePort = systemFiles): void => {
  try {
    const missing: string[] = [];
    let at = path;
    for (let found = isDirectory(files, at); found !== true; found = isDirectory(files, at)) {
      if (found === false)
        throw new HostError(
          'not-a-directory',
          `cannot make ${shown(path)}: ${shown(at)} is not a directory`,
          {
            path,
          },
        );
      missing.push(at);
      const above = dirname(at);
      if (above === at) break;
      at = above;
    }
    for (const directory of missing.toReversed()) {
      try {
        files.mkdir(directory);
      } catch (error) {
        // Another process may have made it in between.
        if (systemCode(error) !== 'EEXIST' || isDirectory(files, directory) !== true) throw error;
      }
    }
  } catch (error) {
    throw writeFailure(path, error);
  }
};
