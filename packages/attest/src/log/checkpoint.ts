import { signatureHolds } from '../crypto/signature.ts';
import { sameBytes } from '../crypto/digest.ts';
import { decodeBase64 } from '../json/base64.ts';
import type { TrustedLog } from '../trust/types.ts';

/** A checkpoint (C2SP tlog-checkpoint): what a log signs about its tree. */
export type Checkpoint = {
  readonly origin: string;
  readonly size: bigint;
  readonly rootHash: Uint8Array;
  /** The bytes that are signed. */
  readonly note: Buffer;
  readonly signatures: readonly {
    readonly name: string;
    readonly hint: Uint8Array;
    readonly signature: Uint8Array;
  }[];
};

/** C2SP signed-note: verifiers may refuse notes with more. */
const MAX_SIGNATURES = 16;

const readSignature = (line: string): Checkpoint['signatures'][number] | undefined => {
  const match = /^\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line);
  const bytes = match === null ? undefined : decodeBase64(match[2] ?? '');
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name: match?.[1] ?? '', hint: bytes.subarray(0, 4), signature: bytes.subarray(4) };
};

/** Reads a signed checkpoint (C2SP signed-note and tlog-checkpoint), or says what is wrong with it. */
export const readCheckpoint = (text: string): Checkpoint | string => {
  // The note ends at the last empty line, its signatures follow.
  const split = text.lastIndexOf('\n\n');
  if (split < 0 || !text.endsWith('\n')) return 'it is no signed note';
  const note = text.slice(0, split + 1);
  const [origin = '', size = '', root = ''] = note.split('\n', 3);
  if (origin === '') return 'it names no origin';
  if (!/^(?:0|[1-9]\d{0,18})$/.test(size)) return 'it has no tree size';
  const rootHash = decodeBase64(root);
  if (rootHash?.length !== 32) return 'it has no root hash';
  const lines = text.slice(split + 2, -1).split('\n', MAX_SIGNATURES + 1);
  if (lines.length > MAX_SIGNATURES) return `it has more than ${MAX_SIGNATURES} signatures`;
  const signatures: Checkpoint['signatures'][number][] = [];
  for (const line of lines) {
    const signature = readSignature(line);
    if (signature === undefined) return 'a signature line of it cannot be read';
    signatures.push(signature);
  }
  return { origin, size: BigInt(size), rootHash, note: Buffer.from(note, 'utf8'), signatures };
};

/**
 * True where the log has signed the checkpoint. Signatures by other keys (witnesses, the log's other keys) say nothing and are
 * passed over, as signed-note asks. The signer's name has to be that of the origin: a key signs for its own log only.
 */
export const checkpointHolds = (checkpoint: Checkpoint, log: TrustedLog): boolean =>
  checkpoint.signatures.some(
    ({ name, hint, signature }) =>
      sameBytes(hint, log.logId.subarray(0, 4)) &&
      (checkpoint.origin === name || checkpoint.origin.startsWith(`${name} - `)) &&
      signatureHolds(log.key, log.scheme, checkpoint.note, signature),
  );
