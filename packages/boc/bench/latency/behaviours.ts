import process from 'node:process';
import { behaviour } from '@custody/boc';

/** Nanoseconds of a clock that all threads share. */
export const nanoseconds = (): number => Number(process.hrtime.bigint());

/** When it began. */
export const now = behaviour(import.meta.url, 'now', (): number => nanoseconds());
