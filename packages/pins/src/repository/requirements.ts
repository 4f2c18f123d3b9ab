import { readRequirementsFile } from '@custody/python';
import type { SourceFile } from './source.ts';

type Read = ReturnType<typeof readRequirementsFile>;

const READ = new WeakMap<SourceFile, Read>();

/** What a file says that is given to pip. Rules, names and update bots ask for the same ones: each is read once. */
export const requirementsOf = (file: SourceFile): Read => {
  const known = READ.get(file);
  if (known !== undefined) return known;
  const read = readRequirementsFile(file.bytes);
  READ.set(file, read);
  return read;
};
