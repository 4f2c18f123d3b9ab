export { buildPurl, pypiPurl } from './build.ts';
export { parsePurl } from './parse.ts';
export type { Purl, PurlParts, PurlReading } from './types.ts';
