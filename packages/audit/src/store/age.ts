import type { StoreStatus } from '../types.ts';

const DAY = 86_400_000;

/** Whole days since the store's sources were last read; `now` in milliseconds since 1970. A clock that is behind gives 0. */
export const ageInDays = ({ synced }: StoreStatus, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(synced)) / DAY));
