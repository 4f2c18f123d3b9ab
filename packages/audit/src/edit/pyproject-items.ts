import { readTree, type TomlTree, type TomlTreeReading, plainRange, valuesOf } from './toml.ts';

/** A requirement that stands in an array of a pyproject.toml. */
export type PyprojectItem = {
  readonly text: string;
  /** Dotted: `project.dependencies`. */
  readonly table: string;
  /** From 1. */
  readonly line: number;
  /** Between its quotes; absent where what stands there is not what is meant letter by letter. */
  readonly range?: { readonly start: number; readonly end: number };
};

const TABLES: readonly (readonly (string | undefined)[])[] = [
  ['project', 'dependencies'],
  ['project', 'optional-dependencies', undefined],
  ['dependency-groups', undefined],
  ['build-system', 'requires'],
  ['tool', 'uv', 'dev-dependencies'],
  ['tool', 'pdm', 'dev-dependencies', undefined],
];

const holdsRequirements = (path: readonly (string | number)[]): boolean =>
  TABLES.some(
    (table) =>
      table.length === path.length && table.every((part, at) => part === undefined || part === path[at]),
  );

const itemsOf = (tree: TomlTree): readonly PyprojectItem[] =>
  [...valuesOf(tree)].flatMap(({ path, pair }) => {
    const { value } = pair;
    // An extra's or group's array may also stand in an inline table; nobody's does, and it is then refused, not missed.
    if (value.type !== 'TOMLArray' || !holdsRequirements(path)) return [];
    return value.elements.flatMap((element): readonly PyprojectItem[] => {
      if (element.type !== 'TOMLValue' || element.kind !== 'string') return [];
      const range = plainRange(tree, element);
      return [
        {
          text: element.value,
          table: path.join('.'),
          line: element.loc.start.line,
          ...(range === undefined ? {} : { range }),
        },
      ];
    });
  });

export type PyprojectItems =
  | { readonly kind: 'items'; readonly items: readonly PyprojectItem[] }
  | Extract<TomlTreeReading, { kind: 'unreadable' }>;

/** The requirements of a pyproject.toml's arrays (PEP 621, 735, 518; those of uv and PDM), with their places. Never throws. */
export const pyprojectItems = async (text: string): Promise<PyprojectItems> => {
  const read = await readTree(text);
  return read.kind === 'unreadable' ? read : { kind: 'items', items: itemsOf(read.tree) };
};
