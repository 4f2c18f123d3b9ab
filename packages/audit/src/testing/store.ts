import type { AdvisoryStore, StoredAdvisory, StoreStatus } from '../types.ts';

export const STATUS: StoreStatus = {
  digest: 'd1'.repeat(32),
  counts: [
    { ecosystem: 'PyPI', records: 25_000 },
    { ecosystem: 'crates.io', records: 900 },
  ],
  newest: '2026-11-19T12:00:00Z',
  synced: '2026-11-20T08:00:00Z',
  sources: [],
};

/** A store over a few advisories, found by what their entries name. */
export const storeOf = (
  advisories: readonly StoredAdvisory[],
  status: Partial<StoreStatus> = {},
): AdvisoryStore => ({
  status: { ...STATUS, ...status },
  find: (ecosystem, name) =>
    advisories.filter(({ record }) =>
      record.affected.some((affected) => affected.ecosystem === ecosystem && affected.name === name),
    ),
  close: () => undefined,
});
