import { basename, join } from 'node:path';
import type { FilePort } from '@custody/host';

/** More names than this are not looked through to find out what a directory is. */
const LOOKED_AT = 10_000;

const namesIn = (directory: string, files: FilePort): readonly string[] => {
  try {
    return files.names(directory, LOOKED_AT);
  } catch {
    return [];
  }
};

const isDirectory = (path: string, files: FilePort): boolean => {
  try {
    return files.stat(path).isDirectory();
  } catch {
    return false;
  }
};

/** Whether a directory is a virtual environment (PEP 405, `pyvenv.cfg`). */
export const isVirtual = (directory: string, files: FilePort): boolean => {
  try {
    return files.stat(join(directory, 'pyvenv.cfg')).isFile();
  } catch {
    return false;
  }
};

/**
 * The `site-packages` directories that a directory which a person named stands for: itself where distributions are installed in it, those of a
 * virtual environment; none where it is no environment.
 */
export const sitePackagesOf = (directory: string, files: FilePort): readonly string[] => {
  const installed = (): boolean =>
    namesIn(directory, files).some((name) => name.endsWith('.dist-info') && !name.startsWith('.'));
  if (/^(?:site|dist)-packages$/.test(basename(directory)) || installed()) return [directory];
  if (!isVirtual(directory, files)) return [];
  const lib = join(directory, 'lib');
  return [
    ...namesIn(lib, files)
      .filter((name) => /^(?:python|pypy)[0-9.]+t?$/.test(name))
      .sort()
      .map((name) => join(lib, name, 'site-packages')),
    join(directory, 'Lib', 'site-packages'),
  ].filter((path, index, all) => isDirectory(path, files) && all.indexOf(path) === index);
};
