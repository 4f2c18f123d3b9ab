export * from './file/index.ts';
export * from './filename/index.ts';
export * from './name/index.ts';
export * from './problem/index.ts';
export * from './record/index.ts';
export * from './tag/index.ts';
export * from './version/index.ts';
export * from './wheel-file/index.ts';
