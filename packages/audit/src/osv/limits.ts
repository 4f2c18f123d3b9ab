/** Bounds that hold whatever a record claims. Far above every record known, far below what would hurt a machine. */
export const LIMITS = {
  /** Bytes of one record's JSON or YAML. */
  record: 16 * 1024 * 1024,
  depth: 64,
  affected: 10_000,
  ranges: 1_000,
  events: 10_000,
  versions: 100_000,
  ids: 2_000,
  references: 1_000,
  /** Characters. */
  id: 256,
  name: 512,
  version: 512,
  url: 4_096,
  summary: 2_000,
  details: 1_000_000,
} as const;
