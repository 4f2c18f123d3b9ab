/** A value as this package writes it into JSON. */
export type Writable =
  | string
  | number
  | boolean
  | null
  | readonly Writable[]
  | { readonly [name: string]: Writable | undefined };

/**
 * Canonical JSON: members in the order of their UTF-16 code units, nothing between tokens (RFC 8785). Numbers must be integers.
 * Members that are `undefined` are left out. What TUF calls canonical is the same for texts without control characters.
 */
export const canonicalJson = (value: Writable): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Writable) => canonicalJson(item)).join(',')}]`;
  const members = Object.entries(value)
    .flatMap(([name, item]: [string, Writable | undefined]) =>
      item === undefined ? [] : [[name, item] as const],
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(',')}}`;
};

export const canonicalBytes = (value: Writable): Buffer => Buffer.from(canonicalJson(value), 'utf8');
