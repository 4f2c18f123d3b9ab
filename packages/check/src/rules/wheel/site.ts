import type { EntryKind } from '@custody/archive';
import type { WheelInspection } from '@custody/python';

/** A file of the wheel and where an installer puts it. */
export type PlacedFile = {
  /** As the archive names it. */
  readonly name: string;
  readonly kind: EntryKind;
  /** `purelib`, `scripts`, … for files of a .data directory, undefined for the others and for those directly in it. */
  readonly scheme: string | undefined;
  /** Its path below the place where it is installed. */
  readonly rest: string;
};

const place = (name: string, kind: EntryKind): PlacedFile => {
  const slash = name.indexOf('/');
  const root = slash === -1 ? '' : name.slice(0, slash);
  if (!root.endsWith('.data')) return { name, kind, scheme: undefined, rest: name };
  const inside = name.slice(slash + 1);
  const second = inside.indexOf('/');
  return second === -1
    ? { name, kind, scheme: undefined, rest: inside }
    : { name, kind, scheme: inside.slice(0, second), rest: inside.slice(second + 1) };
};

/** Many rules ask for the same wheel: its files are placed once. */
const placed = new WeakMap<WheelInspection, readonly PlacedFile[]>();

const filesOf = (inspection: WheelInspection): readonly PlacedFile[] => {
  const known =
    placed.get(inspection) ?? inspection.entries.map(({ entry }) => place(entry.name, entry.kind));
  placed.set(inspection, known);
  return known;
};

/** Files of all .data directories: installers take any directory of that ending for one. */
export const dataFiles = (inspection: WheelInspection): readonly PlacedFile[] =>
  inspection.dataDirectories.length === 0
    ? []
    : filesOf(inspection).filter(({ name }) => /^[^/]*\.data\//.test(name));

/** Files that come to lie in site-packages, but for those of .dist-info directories. */
export const siteFiles = (inspection: WheelInspection): readonly PlacedFile[] =>
  filesOf(inspection).filter(({ name, scheme }) =>
    /^[^/]*\.data\//.test(name)
      ? scheme === 'purelib' || scheme === 'platlib'
      : !/^[^/]*\.dist-info\//.test(name),
  );

/** What can be imported, or at least is in the way of it: the first part of each path in site-packages, and a file that has it. */
export const topLevelNames = (
  inspection: WheelInspection,
): readonly { readonly name: string; readonly entry: string }[] => {
  const names = new Map<string, string>();
  for (const { name: entry, rest } of siteFiles(inspection)) {
    const slash = rest.indexOf('/');
    const module =
      slash === -1 ? /^(\w+)\.(?:py|pyd|so|.*\.(?:so|pyd))$/.exec(rest)?.[1] : rest.slice(0, slash);
    if (module !== undefined && !names.has(module)) names.set(module, entry);
  }
  return [...names].map(([name, entry]) => ({ name, entry }));
};
