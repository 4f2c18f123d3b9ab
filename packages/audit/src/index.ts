export * from './subject/index.ts';
export type * from './types.ts';
