import { codeCell } from './cell.ts';
import type { Row, Surface, SurfaceEntry } from './types.ts';

/** Where a document and the repository disagree. */
export type Drift =
  /** It is leaned on, and the document does not say so. */
  | { readonly kind: 'unsaid'; readonly surface: string; readonly entry: SurfaceEntry }
  /** The document says so, and nothing leans on it any more. */
  | { readonly kind: 'stale'; readonly row: Row }
  /** Both name it, with different pins. */
  | { readonly kind: 'other'; readonly row: Row; readonly entry: SurfaceEntry };

type Known = {
  readonly surface: string;
  readonly entry: SurfaceEntry;
  readonly name: string;
  readonly pin: string;
};

const keyOf = ({ surface, name, pin }: Pick<Known, 'surface' | 'name' | 'pin'>): string =>
  JSON.stringify([surface, name, pin]);

/** Holds what a document says against what the repository does: both ways, in the order of the document, then of the repository. */
export const driftOf = (rows: readonly Row[], surfaces: readonly Surface[]): readonly Drift[] => {
  const known = new Map<string, Known>();
  for (const { title, entries } of surfaces)
    for (const entry of entries) {
      const one = { surface: title, entry, name: codeCell(entry.name), pin: codeCell(entry.pin) };
      if (!known.has(keyOf(one))) known.set(keyOf(one), one);
    }
  const said = new Set(rows.map(keyOf));
  const unsaid = new Map<string, Known[]>();
  for (const [key, one] of known)
    if (!said.has(key)) {
      const name = JSON.stringify([one.surface, one.name]);
      unsaid.set(name, [...(unsaid.get(name) ?? []), one]);
    }
  const drift: Drift[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (known.has(key) || seen.has(key)) continue;
    seen.add(key);
    // Of several pins under one name the first that nobody said stands for the one that went.
    const other = unsaid.get(JSON.stringify([row.surface, row.name]))?.shift();
    drift.push(other === undefined ? { kind: 'stale', row } : { kind: 'other', row, entry: other.entry });
  }
  for (const list of unsaid.values())
    for (const { surface, entry } of list) drift.push({ kind: 'unsaid', surface, entry });
  return drift;
};
