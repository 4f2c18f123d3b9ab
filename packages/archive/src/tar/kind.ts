import type { TarKind } from './types.ts';

const KINDS: ReadonlyMap<string, TarKind> = new Map<string, TarKind>([
  ['0', 'file'],
  ['\0', 'file'],
  // POSIX.1-2017 pax: contiguous files are read as regular files.
  ['7', 'file'],
  ['1', 'hardlink'],
  ['2', 'symlink'],
  ['3', 'device'],
  ['4', 'device'],
  ['5', 'directory'],
  ['6', 'fifo'],
  ['S', 'sparse'],
]);

/** Kinds whose header stands alone: no reader looks for content behind them, whatever their size says. */
const WITHOUT_CONTENT = new Set<TarKind>(['hardlink', 'symlink', 'device', 'directory', 'fifo']);

/** The kind a typeflag means; what is not known has content like a file (POSIX.1-2017 pax, "typeflag"). */
export const kindOf = (type: string): TarKind => KINDS.get(type) ?? 'other';

export const hasContent = (kind: TarKind): boolean => !WITHOUT_CONTENT.has(kind);
