import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { type Directory, offsetOf, type PeHeader } from './header.ts';

const RT_VERSION = 16;
/** Type, name, language: a resource tree is never deeper. */
const DEPTH_MAX = 3;
const ENTRIES_MAX = 4096;
const SUBDIRECTORY = 0x8000_0000;
const RESOURCE_MAX = 256 * 1024;

type Leaf = { readonly offset: number; readonly size: number };

/** The first version resource: the tree is followed by offsets that the file chooses, so each directory is entered once. */
const findLeaf = async (source: Source, root: number): Promise<Leaf | undefined> => {
  const visited = new Set<number>();
  const visit = async (at: number, depth: number): Promise<Leaf | undefined> => {
    const head = await source.bytes(root + at, 16);
    if (depth >= DEPTH_MAX || visited.has(at) || head === undefined) {
      source.report('pe/bad-resources', root + at, 'a resource directory is nested, repeated or cut off');
      return undefined;
    }
    visited.add(at);
    const fields = fieldsOf(head, true);
    const count = Math.min(fields.u16(12) + fields.u16(14), ENTRIES_MAX);
    const rows = await source.bytes(root + at + 16, count * 8);
    if (rows === undefined) {
      source.report('pe/bad-resources', root + at, 'a resource directory is cut off');
      return undefined;
    }
    const table = fieldsOf(rows, true);
    for (let base = 0; base < rows.length; base += 8) {
      if (depth === 0 && table.u32(base) !== RT_VERSION) continue;
      const target = table.u32(base + 4);
      if (target >= SUBDIRECTORY) return visit(target - SUBDIRECTORY, depth + 1);
      const entry = await source.bytes(root + target, 16);
      if (entry === undefined) {
        source.report('pe/bad-resources', root + at, 'a resource entry lies outside the file');
        return undefined;
      }
      const leaf = fieldsOf(entry, true);
      return { offset: leaf.u32(0), size: leaf.u32(4) };
    }
    return undefined;
  };
  return visit(0, 0);
};

/** The bytes of the version resource and where they are in the file, if there is one. */
export const readVersionResource = async (
  source: Source,
  header: PeHeader,
  directory: Directory | undefined,
): Promise<{ readonly bytes: Uint8Array; readonly offset: number } | undefined> => {
  if (directory === undefined || directory.address === 0) return undefined;
  const root = offsetOf(header, directory.address);
  if (root === undefined) {
    source.report('pe/bad-resources', 0, 'the resource directory lies in no section');
    return undefined;
  }
  const leaf = await findLeaf(source, root);
  if (leaf === undefined) return undefined;
  const offset = offsetOf(header, leaf.offset);
  const bytes =
    offset === undefined ? undefined : await source.bytes(offset, Math.min(leaf.size, RESOURCE_MAX));
  if (offset === undefined || bytes === undefined) {
    source.report('pe/bad-resources', root, 'the version resource lies outside the file');
    return undefined;
  }
  return { bytes, offset };
};
