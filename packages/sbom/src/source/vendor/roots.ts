import { isTellingList } from '../keep.ts';
import type { SourceFile } from '../types.ts';

/** Directories that by custom hold code of others. */
export const VENDOR_DIRECTORIES: readonly string[] = [
  '_vendor',
  '_vendored',
  'vendor',
  'vendored',
  'vendors',
  'third_party',
  'third-party',
  'thirdparty',
  'extern',
  '_extern',
  'deps',
];

const NAMES: ReadonlySet<string> = new Set(VENDOR_DIRECTORIES);

/** What lies directly in a vendor directory: a directory with everything below it, or a single file. */
export type VendorChild = {
  readonly name: string;
  readonly directory: boolean;
  readonly files: SourceFile[];
};

export type VendorRoot = {
  /** The directory's path. */
  readonly path: string;
  readonly children: ReadonlyMap<string, VendorChild>;
};

/** Where the first vendor directory on a path ends; -1 where there is none. The outermost counts: what is below is a part of its parts. */
const rootEnd = (path: string, telling: ReadonlySet<string>): number => {
  let start = 0;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', start)) {
    if (NAMES.has(path.slice(start, slash)) || telling.has(path.slice(0, slash))) return slash;
    start = slash + 1;
  }
  return -1;
};

/** The vendor directories of a tree, by name or because a `vendor.txt` lies in them; linear in the length of all paths. */
export const vendorRoots = (files: readonly SourceFile[]): readonly VendorRoot[] => {
  const telling = new Set<string>();
  for (const { path } of files) {
    const slash = path.lastIndexOf('/');
    if (slash !== -1 && isTellingList(path.slice(slash + 1))) telling.add(path.slice(0, slash));
  }
  const roots = new Map<string, Map<string, VendorChild>>();
  for (const file of files) {
    const end = rootEnd(file.path, telling);
    if (end === -1) continue;
    const root = file.path.slice(0, end);
    const rest = file.path.slice(end + 1);
    const slash = rest.indexOf('/');
    const name = slash === -1 ? rest : rest.slice(0, slash);
    const children = roots.get(root) ?? new Map<string, VendorChild>();
    roots.set(root, children);
    const child = children.get(name) ?? { name, directory: slash !== -1, files: [] };
    children.set(name, child);
    child.files.push(file);
  }
  return [...roots].map(([path, children]) => ({ path, children }));
};
