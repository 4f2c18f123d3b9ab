import type { Described, Examining } from './examine.ts';

export const examineSdist = (_examining: Examining): Promise<Described> => Promise.resolve({});
