export { type LibtoolVersion, libtoolVersion } from './bundled/libtool.ts';
export { type BundledName, parseBundledName } from './bundled/parse.ts';
export { identify } from './identify.ts';
export { createObserver, type Observation, type Observer } from './observe/observer.ts';
export { type NativeFormat, sniff } from './sniff.ts';
export * from './types.ts';
