const ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Neighbours of each key on a QWERTY keyboard: beside it, and above and below where the rows are shifted. */
const neighbours = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const map = new Map<string, Set<string>>();
  const join = (a: string | undefined, b: string | undefined): void => {
    if (a === undefined || b === undefined) return;
    map.set(a, (map.get(a) ?? new Set()).add(b));
    map.set(b, (map.get(b) ?? new Set()).add(a));
  };
  for (const [row, keys] of ROWS.entries())
    for (const [column, key] of keys.split('').entries()) {
      join(key, keys[column + 1]);
      join(key, ROWS[row + 1]?.[column]);
      join(key, ROWS[row + 1]?.[column - 1]);
    }
  return map;
};

let table: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Whether two keys lie beside each other. */
export const areNeighbours = (a: string, b: string): boolean => {
  table ??= neighbours();
  return table.get(a)?.has(b) === true;
};
