import type { JsonObject } from '../json/types.ts';

/**
 * The bytes of a document: UTF-8, indented by two spaces, ending with a line feed. The order of members is the document's own,
 * which `toCycloneDx` and `toSpdx` take from the standard, so that equal bills have equal bytes.
 */
export const serialise = (document: JsonObject): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(document, undefined, 2)}\n`);
