export { identify } from './identify.ts';
export { type NativeFormat, sniff } from './sniff.ts';
export * from './types.ts';
