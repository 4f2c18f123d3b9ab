import { DEFAULT_LIMITS, readJson } from '../json/read.ts';
import type { JsonLimits } from '../json/types.ts';
import { isObject } from '../json/value.ts';
import { detectJson, detectText } from './detect.ts';
import type { Detection, DocumentReading } from './types.ts';

const HEAD_BYTES = 4096;

/**
 * Reads what may be an SBOM: strictly as JSON, and by its content alone. Never throws for what the bytes hold:
 * a file that is no SBOM, or in a form that is not read (XML, tag-value, SPDX 3), is a detection that says so.
 */
export const readDocument = (bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): DocumentReading => {
  const reading = readJson(bytes, limits);
  if (reading.kind === 'unreadable') {
    const head = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
    return { detection: detectText(head), problems: reading.problems };
  }
  const { value, text, problems } = reading;
  if (!isObject(value))
    return {
      detection: { kind: 'not-an-sbom', reason: 'it is JSON, but no object', supported: false },
      problems,
    };
  const detection = detectJson(value);
  return detection.kind === 'cyclonedx' || detection.kind === 'spdx'
    ? { detection, document: { detection, text, json: value }, problems }
    : { detection, problems };
};

/** What the bytes are, by their content: see `readDocument`. */
export const detect = (bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): Detection =>
  readDocument(bytes, limits).detection;
