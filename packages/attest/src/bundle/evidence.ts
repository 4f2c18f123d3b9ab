import { readJson } from '../json/read.ts';
import { findings, taker } from '../json/taker.ts';
import { isObject } from '../json/value.ts';
import { attestationOf, provenanceOf } from '../pep740/read.ts';
import { ENVELOPE_CLAUSE, takeEnvelope } from '../envelope/read.ts';
import { bundleOf } from './read.ts';
import type { Evidence, Problem, Reading } from './types.ts';
import type { Json } from '../json/types.ts';

/** Where one line's document ends and the next one begins. */
const LINES = ['}\n{', '}\r\n{'];
/** `.intoto.jsonl` of a large release has one line per file. */
const MAX_LINES = 1000;

const one = (reading: Reading<Evidence>): Reading<readonly Evidence[]> =>
  reading.kind === 'read' ? { kind: 'read', value: [reading.value] } : reading;

const envelopeEvidence = (value: Json): Reading<readonly Evidence[]> => {
  const to = findings(ENVELOPE_CLAUSE);
  const from = taker(value, '', to);
  return to.conclude(() => {
    const envelope = from && takeEnvelope(from);
    if (envelope === undefined) return undefined;
    if (envelope.signatures.length === 0) to.report('missing', '/signatures', 'an envelope has a signature');
    // One piece of evidence per signature: each is good or bad by itself.
    return envelope.signatures.map((signature) => ({
      format: { kind: 'dsse' } as const,
      content: { kind: 'dsse', envelope: { ...envelope, signatures: [signature] } } as const,
      key: { kind: 'public-key', hint: signature.keyid } as const,
      entries: [],
      timestamps: [],
      unknownMembers: to.unknownMembers,
    }));
  });
};

const evidenceOf = (value: Json): Reading<readonly Evidence[]> => {
  if (isObject(value)) {
    if (Object.hasOwn(value, 'attestation_bundles')) {
      const reading = provenanceOf(value);
      if (reading.kind === 'invalid') return reading;
      return { kind: 'read', value: reading.value.bundles.flatMap(({ attestations }) => attestations) };
    }
    if (Object.hasOwn(value, 'verification_material')) return one(attestationOf(value));
    if (Object.hasOwn(value, 'payloadType')) return envelopeEvidence(value);
  }
  return one(bundleOf(value));
};

const tooMany = (): Problem => ({
  code: 'too-many',
  place: '',
  message: `more than ${MAX_LINES} lines`,
  clause: 'in-toto, Bundle',
});

/**
 * Reads a file of evidence, whatever it is: a Sigstore bundle, a PEP 740 attestation or provenance object, a DSSE envelope, or
 * JSON lines of them (`.intoto.jsonl`). Told apart by their members, never by the file's name. Never throws.
 */
export const readEvidence = (bytes: Uint8Array): Reading<readonly Evidence[]> => {
  const json = readJson(bytes);
  if (json.kind === 'read') return evidenceOf(json.value);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (json.problems[0].code !== 'syntax' || !LINES.some((mark) => buffer.includes(mark))) return json;
  const found: Evidence[] = [];
  let lines = 0;
  for (let at = 0; at < buffer.length; ) {
    const newline = buffer.indexOf(0x0a, at);
    const end = newline < 0 ? buffer.length : newline;
    const line = buffer.subarray(at, end);
    at = end + 1;
    if (line.length === 0) continue;
    lines += 1;
    if (lines > MAX_LINES) return { kind: 'invalid', problems: [tooMany()] };
    const value = readJson(line);
    const reading = value.kind === 'invalid' ? value : evidenceOf(value.value);
    if (reading.kind === 'invalid') {
      const [first, ...others] = reading.problems.map((problem) => ({
        ...problem,
        message: `line ${lines}: ${problem.message}`,
      }));
      return first === undefined ? json : { kind: 'invalid', problems: [first, ...others] };
    }
    found.push(...reading.value);
  }
  return { kind: 'read', value: found };
};
