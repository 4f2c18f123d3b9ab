import type { Findings, Taker } from '../json/taker.ts';
import type { InclusionProof, LogEntry } from './types.ts';

/** An entry repeats the envelope's signatures and certificates, never its payload. */
const MAX_BODY = 1024 * 1024;
/** A tree of 2^63 leaves is 63 deep. */
const MAX_HASHES = 64;
const MAX_CHECKPOINT = 64 * 1024;

const takeProof = (from: Taker, to: Findings): InclusionProof | undefined => {
  from.close('logIndex', 'rootHash', 'treeSize', 'hashes', 'checkpoint');
  // protobuf JSON leaves out what is zero: the first entry of a log has index 0, the only one no hashes.
  const logIndex = from.has('logIndex') ? from.integer('logIndex') : 0n;
  const treeSize = from.integer('treeSize');
  const rootHash = from.bytes('rootHash', 64);
  const written = from.has('hashes') ? (from.list('hashes', MAX_HASHES) ?? []) : [];
  const hashes = written.flatMap((item, index) => from.item('hashes', index, item, 64));
  const checkpoint = from.optionalObject('checkpoint')?.text('envelope');
  if (checkpoint !== undefined && checkpoint.length > MAX_CHECKPOINT) {
    to.report(
      'too-large',
      `${from.place}/checkpoint`,
      `${checkpoint.length} characters, more than ${MAX_CHECKPOINT}`,
    );
    return undefined;
  }
  if (logIndex === undefined || treeSize === undefined || rootHash === undefined) return undefined;
  return { logIndex, treeSize, rootHash, hashes, checkpoint: checkpoint === '' ? undefined : checkpoint };
};

/** Takes a TransparencyLogEntry out of a document (sigstore_rekor.proto, JSON form). */
export const takeEntry = (from: Taker, to: Findings): LogEntry | undefined => {
  from.close(
    'logIndex',
    'logId',
    'kindVersion',
    'integratedTime',
    'inclusionPromise',
    'inclusionProof',
    'canonicalizedBody',
  );
  const logIndex = from.has('logIndex') ? from.integer('logIndex') : 0n;
  const logId = from.object('logId')?.bytes('keyId', 64);
  const kindVersion = from.object('kindVersion');
  const kind = kindVersion?.text('kind');
  const version = kindVersion?.text('version');
  const time = from.has('integratedTime') ? from.integer('integratedTime') : undefined;
  const promise = from.optionalObject('inclusionPromise')?.bytes('signedEntryTimestamp', 4096);
  const proofTaker = from.optionalObject('inclusionProof');
  const proof = proofTaker && takeProof(proofTaker, to);
  const body = from.bytes('canonicalizedBody', MAX_BODY);
  if (logIndex === undefined || logId === undefined || kind === undefined || version === undefined)
    return undefined;
  if (body === undefined) return undefined;
  // protobuf: zero is nothing.
  const integratedTime = time === 0n ? undefined : time;
  return { logIndex, logId, kind, version, integratedTime, promise, proof, body };
};
