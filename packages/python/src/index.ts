export * from './filename/index.ts';
export * from './name/index.ts';
export * from './problem/index.ts';
export * from './tag/index.ts';
export * from './version/index.ts';
