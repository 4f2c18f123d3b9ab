import { hash } from 'node:crypto';
import type { Evidence } from '../src/bundle/types.ts';
import { readTimestamp } from '../src/timestamp/read.ts';

/** What the verifier is given, as text: two documents with the same shape are the same evidence. */
export const shapeOf = ({ content, key, entries, timestamps, publisher, format }: Evidence): string =>
  JSON.stringify(
    {
      format: format.kind,
      content,
      // Certificates beside the leaf are read by nobody: trust comes from the root alone.
      key: key.kind === 'certificate' ? key.leaf : undefined,
      entries: entries.map(({ proof, ...entry }) => ({
        ...entry,
        proof: proof && { ...proof, checkpoint: note(proof.checkpoint) },
      })),
      timestamps: timestamps.map(stamp),
      publisher,
    },
    (name, value: unknown) => {
      if (typeof value === 'bigint') return String(value);
      // Hints: the signature shows which key it was.
      if (name === 'keyid') return '';
      // A forge knows a repository by its name in any letter case, and so is the index's word about it compared.
      if (name === 'repository' && typeof value === 'string') return value.toLowerCase();
      if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer')
        return hash('sha256', JSON.stringify(value), 'hex');
      // An index says nothing with null.
      return value instanceof Map
        ? Object.fromEntries([...value].filter(([, said]) => said !== null && said !== ''))
        : value;
    },
  );

/** True where the evidence says nothing that the original does not say: optional parts may be missing (a digest's hint, one of two proofs). */
export const saysLess = (mine: unknown, theirs: unknown): boolean => {
  if (typeof mine !== 'object' || mine === null || typeof theirs !== 'object' || theirs === null)
    return mine === theirs;
  const others = new Map(Object.entries(theirs));
  return Object.entries(mine).every(([name, value]) => saysLess(value, others.get(name)));
};

/** A checkpoint without its signatures: those of others count for nothing, the log's own is verified. */
const note = (checkpoint: string | undefined): string | undefined =>
  checkpoint?.slice(0, checkpoint.lastIndexOf('\n\n'));

/** What a timestamp authority signs; certificates beside it are not covered. */
const stamp = (bytes: Uint8Array): unknown => {
  try {
    const { info, signer } = readTimestamp(bytes);
    return [info, signer.signedAttributes, signer.signature];
  } catch {
    return bytes;
  }
};
