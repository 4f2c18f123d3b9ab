import type { Problem, ProblemCode, Reading } from '../bundle/types.ts';
import { measure, writtenMembers } from './members.ts';
import type { Json } from './types.ts';

export type JsonLimits = { readonly maxBytes: number; readonly maxDepth: number };

/** Attestations have some 10 kB; provenance of large builds and SBOM predicates a few megabytes. */
export const DOCUMENT_LIMITS: JsonLimits = { maxBytes: 16 * 2 ** 20, maxDepth: 64 };

const CLAUSE = 'RFC 8259';

const failed = (code: ProblemCode, message: string, clause = CLAUSE): Reading<never> => {
  const problem: Problem = { code, place: '', message, clause };
  return { kind: 'invalid', problems: [problem] };
};

/**
 * Reads a JSON document strictly: UTF-8 without a byte order mark, bounded in size and depth, no member written twice in one object
 * (readers differ in which one they see: RFC 8259, section 4). Never throws.
 */
export const readJson = (bytes: Uint8Array, limits: JsonLimits = DOCUMENT_LIMITS): Reading<Json> => {
  if (bytes.length > limits.maxBytes)
    return failed('too-large', `the document has ${bytes.length} bytes, more than ${limits.maxBytes}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return failed('not-utf-8', 'the document is not UTF-8', `${CLAUSE}, 8.1`);
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    // What V8 says may quote the document at length; a place is enough.
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return failed('syntax', `the document is not JSON${at === undefined ? '' : `, from character ${at}`}`);
  }
  const { members, depth } = measure(value, limits.maxDepth);
  if (depth > limits.maxDepth)
    return failed('too-deep', `the document is nested deeper than ${limits.maxDepth}`, `${CLAUSE}, 9`);
  // A parsed value holds as many members as its text writes, unless one hid another.
  if (writtenMembers(text) !== members)
    return failed(
      'duplicate-key',
      'an object has a member twice, so readers differ in what they see',
      `${CLAUSE}, 4`,
    );
  return { kind: 'read', value };
};
