import type { OsvAffected, OsvEvent, OsvRange, OsvRecord, StoredAdvisory } from '../types.ts';

type AffectedParts = {
  readonly name?: string;
  readonly ecosystem?: string;
  /** Of one ECOSYSTEM range. */
  readonly events?: readonly OsvEvent[];
  readonly ranges?: readonly OsvRange[];
  readonly versions?: readonly string[];
};

/** An `affected` entry, of PyPI's `demo` unless told otherwise. */
export const affected = ({ name = 'demo', ecosystem = 'PyPI', ...parts }: AffectedParts): OsvAffected => ({
  ecosystem,
  name,
  ranges: [
    ...(parts.events === undefined ? [] : [{ type: 'ECOSYSTEM' as const, events: parts.events }]),
    ...(parts.ranges ?? []),
  ],
  versions: parts.versions ?? [],
  severity: [],
});

/** Affected from `introduced` until `fixed`. */
export const between = (introduced: string, fixed?: string): { readonly events: readonly OsvEvent[] } => ({
  events: [
    { kind: 'introduced', value: introduced },
    ...(fixed === undefined ? [] : [{ kind: 'fixed' as const, value: fixed }]),
  ],
});

/** A stored advisory whose flaw has its own id and its aliases. */
export const advisory = (
  id: string,
  entries: readonly OsvAffected[],
  more: Partial<OsvRecord> = {},
  stored: Partial<Omit<StoredAdvisory, 'record'>> = {},
): StoredAdvisory => ({
  record: {
    id,
    modified: '2026-01-01T00:00:00Z',
    aliases: [],
    upstream: [],
    related: [],
    severity: [],
    affected: entries,
    references: [],
    weaknesses: [],
    ...more,
  },
  flaw: [id, ...(more.aliases ?? [])].sort(),
  ...stored,
});
