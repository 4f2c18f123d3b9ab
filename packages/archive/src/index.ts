export * from './names/index.ts';
export * from './tar/index.ts';
export * from './types.ts';
export * from './zip/index.ts';
