import { duplicateKeys, measure } from './duplicates.ts';
import { lineCounter } from './lines.ts';
import { scanJson } from './scan.ts';
import type { Json, JsonLimits, JsonProblem, JsonProblemCode } from './types.ts';

export const DEFAULT_LIMITS: JsonLimits = { maxBytes: 128 * 1024 * 1024, maxDepth: 200 };

export type JsonReading =
  | {
      readonly kind: 'read';
      readonly text: string;
      readonly value: Json;
      readonly problems: readonly JsonProblem[];
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly [JsonProblem, ...JsonProblem[]] };

const unreadable = (code: JsonProblemCode, message: string, line = 1, column = 1): JsonReading => ({
  kind: 'unreadable',
  problems: [{ code, message, position: { line, column } }],
});

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/**
 * Reads a JSON document strictly (RFC 8259; RFC 7493, section 2): UTF-8 without a byte order mark, every name once per object,
 * bounded in size and depth. What can still be read is given together with its problems; what cannot has at least one problem.
 */
export const readJson = (bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): JsonReading => {
  if (bytes.length > limits.maxBytes)
    return unreadable(
      'too-large',
      `the document has ${bytes.length} bytes; at most ${limits.maxBytes} are read`,
    );
  const problems: JsonProblem[] = [];
  let text = decode(bytes);
  if (text === undefined) return unreadable('not-utf-8', 'the document is not UTF-8');
  if (text.startsWith('\uFEFF')) {
    text = text.slice(1);
    problems.push({
      code: 'byte-order-mark',
      message: 'the document begins with a byte order mark, which JSON does not allow',
      position: { line: 1, column: 1 },
    });
  }
  const value = parse(text);
  if (value === undefined) {
    // The engine's own message is not stable between versions: find the place again.
    const fault = scanJson(text, {}) ?? { message: 'the document is not JSON', offset: 0 };
    const { line, column } = lineCounter(text)(fault.offset);
    return unreadable('syntax', `the document is not JSON: ${fault.message}`, line, column);
  }
  const { members, depth } = measure(value, limits.maxDepth);
  if (depth > limits.maxDepth)
    return unreadable('too-deep', `the document nests more than ${limits.maxDepth} deep`);
  return { kind: 'read', text, value, problems: [...problems, ...duplicateKeys(text, members)] };
};
