import { createHash } from 'node:crypto';
import { shorten } from '@custody/findings';
import { scanJson } from '../osv/scan.ts';
import { readCsaf } from './csaf.ts';
import { readCycloneDxVex } from './cyclonedx.ts';
import { readOpenVex } from './openvex.ts';
import { isMembers, LIMITS, makeReader, type Members, type Reader } from './reader.ts';
import type { VexFormat, VexProblem, VexReading, VexStatement } from './types.ts';

type Read = (
  of: Members,
  reader: Reader,
) => { readonly author: string; readonly statements: readonly VexStatement[] } | undefined;

const READERS: Readonly<Record<VexFormat, Read>> = {
  openvex: readOpenVex,
  csaf: readCsaf,
  cyclonedx: readCycloneDxVex,
};

/** Told by what each format demands at its root. */
const formatOf = (of: Members): VexFormat | undefined => {
  const { '@context': context, bomFormat, document } = of;
  if (typeof context === 'string' && context.startsWith('https://openvex.dev/ns')) return 'openvex';
  if (bomFormat === 'CycloneDX') return 'cyclonedx';
  return isMembers(document) && 'csaf_version' in document ? 'csaf' : undefined;
};

const refuse = (code: VexProblem['code'], message: string): VexReading => ({
  problems: [{ code, message, where: '' }],
});

/**
 * Reads a VEX document: OpenVEX 0.2.0, CSAF 2.0 (profile VEX), or the analyses of a CycloneDX document. Strict: a member that
 * stands twice refuses the whole document; a statement that is incomplete is a problem and is not believed.
 */
export const readVex = (bytes: Uint8Array, path: string): VexReading => {
  if (bytes.length > LIMITS.bytes)
    return refuse('too-large', `it has ${bytes.length} bytes; at most ${LIMITS.bytes} are read`);
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    return refuse('not-json', `it is no JSON: ${shorten(error instanceof Error ? error.message : '', 100)}`);
  }
  const odd = scanJson(text, LIMITS.depth);
  if (odd !== undefined)
    return refuse(odd.code === 'duplicate-key' ? 'duplicate-key' : 'too-deep', odd.message);
  const format = isMembers(value) ? formatOf(value) : undefined;
  if (format === undefined || !isMembers(value))
    return refuse('format', 'it is neither OpenVEX nor CSAF nor CycloneDX');
  const reader = makeReader();
  const read = READERS[format](value, reader);
  if (read === undefined) return { problems: reader.problems };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { document: { format, path, sha256, ...read }, problems: reader.problems };
};
