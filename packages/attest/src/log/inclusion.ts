import type { LogEntry } from '../bundle/types.ts';
import { hex, sameBytes } from '../crypto/digest.ts';
import { signatureHolds } from '../crypto/signature.ts';
import type { TrustedLog } from '../trust/types.ts';
import { checkpointHolds, readCheckpoint } from './checkpoint.ts';
import { leafHash, rootFromProof } from './merkle.ts';

/** Why an entry is not shown to be in the log by its proof (RFC 9162, 2.1.3.2) and checkpoint, or `undefined`. */
export const proofProblem = (entry: LogEntry, log: TrustedLog): string | undefined => {
  const { proof } = entry;
  if (proof === undefined) return 'it has no inclusion proof';
  if (proof.checkpoint === undefined) return 'its inclusion proof has no checkpoint';
  const root = rootFromProof(leafHash(entry.body), proof.logIndex, proof.treeSize, proof.hashes);
  if (root === undefined) return 'its inclusion proof does not fit its index and tree size';
  if (!sameBytes(root, proof.rootHash)) return 'its inclusion proof leads to another root than it states';
  const checkpoint = readCheckpoint(proof.checkpoint);
  if (typeof checkpoint === 'string') return `its checkpoint cannot be used: ${checkpoint}`;
  if (checkpoint.size !== proof.treeSize) return 'its checkpoint is of another tree size';
  if (!sameBytes(checkpoint.rootHash, root)) return 'its checkpoint has another root';
  if (!checkpointHolds(checkpoint, log)) return 'its checkpoint is not signed by the log';
  return undefined;
};

/** What the log signed when it promised to include an entry (Rekor v1, SignedEntryTimestamp): canonical JSON, keys in order. */
const promised = (entry: LogEntry, time: bigint): Buffer =>
  Buffer.from(
    `{"body":"${Buffer.from(entry.body).toString('base64')}","integratedTime":${time},"logID":"${hex(entry.logId)}","logIndex":${entry.logIndex}}`,
  );

/** Why the promise to include an entry, which also proves its time, does not hold, or `undefined`. */
export const promiseProblem = (entry: LogEntry, log: TrustedLog): string | undefined => {
  if (entry.promise === undefined) return 'it has no inclusion promise';
  if (entry.integratedTime === undefined) return 'its inclusion promise has no time';
  return signatureHolds(log.key, log.scheme, promised(entry, entry.integratedTime), entry.promise)
    ? undefined
    : 'its inclusion promise is not signed by the log';
};
