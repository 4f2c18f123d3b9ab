import { dirname, join, relative, sep } from 'node:path';
import type { ReadAnswer } from '@custody/audit';
import { type FilePort, HostError, readWhole, systemFiles } from '@custody/host';

/** Files that another one names, larger than this, are not read. */
const LARGEST = 16 * 1024 * 1024;

const isBelow = (directory: string, path: string): boolean => {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
};

/**
 * Opens files that an input names, by their path as the person would write it. Follows no symbolic link: neither the file itself nor any
 * directory on the way down to it may be one, so that nothing outside the tree can be made to show up in a report.
 * @param input the path of the file that names others; links on the way to it were the person's own choice.
 */
export const readPortFor = (input: string, files: FilePort = systemFiles): ((path: string) => ReadAnswer) => {
  const home = dirname(input);
  return (path) => {
    const directory = dirname(path);
    const from = isBelow(home, directory) ? home : '.';
    try {
      const expected = join(files.realpath(from), relative(from, directory));
      if (files.realpath(directory) !== expected)
        return { kind: 'refused', reason: 'a directory on the way to it is a symbolic link' };
      return { kind: 'bytes', bytes: readWhole(path, LARGEST, { followLinks: false, files }) };
    } catch (error) {
      if (error instanceof HostError) return { kind: 'refused', reason: refusalOf(error) };
      return { kind: 'refused', reason: 'it is not there' };
    }
  };
};

const refusalOf = ({ code, message }: HostError): string =>
  code === 'not-found' ? 'it is not there' : message;
