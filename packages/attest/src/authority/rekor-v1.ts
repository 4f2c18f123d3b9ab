import { hash, type KeyObject, sign } from 'node:crypto';
import { prehashedSignatureHolds } from '../crypto/prehashed.ts';
import { acceptedSchemes, signatureHolds } from '../crypto/signature.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { readEnvelope } from '../envelope/read.ts';
import { decodeBase64 } from '../json/base64.ts';
import type { Json } from '../json/types.ts';
import { isArray, member, textMember } from '../json/value.ts';
import { type AuthorityAnswer, badRequest, jsonAnswer } from './answer.ts';
import { canonicalBytes, type Writable } from './canonical.ts';
import { AuthorityError } from './error.ts';
import { keyOf } from './fulcio.ts';
import type { TransparencyLog } from './log.ts';
import { type NoteSigner, signedCheckpoint } from './note.ts';

/** A log that speaks Rekor's version 1. */
export type RekorV1 = { readonly log: TransparencyLog; readonly signer: NoteSigner; readonly treeId: string };

const sha256Hex = (bytes: Uint8Array): Writable => ({
  algorithm: 'sha256',
  value: hash('sha256', bytes, 'hex'),
});

const textOf = (base64: string): string =>
  Buffer.from(decodeBase64(base64) ?? Buffer.alloc(0)).toString('utf8');

const holds = (key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean =>
  acceptedSchemes(key).some((scheme) => signatureHolds(key, scheme, data, signature));

/** The body of a `dsse` 0.0.1 entry: digests, signatures and keys, but not the statement itself. */
const dsseBody = (spec: Json | undefined): Writable => {
  const proposed = member(spec, 'proposedContent');
  const text = textMember(proposed, 'envelope') ?? '';
  const read = readEnvelope(Buffer.from(text, 'utf8'));
  if (read.kind === 'invalid') throw badRequest(`the envelope: ${read.problems[0].message}`);
  const verifiers = member(proposed, 'verifiers');
  const [verifier] = isArray(verifiers) ? verifiers : [];
  const [signature, ...others] = read.value.signatures;
  if (typeof verifier !== 'string' || signature === undefined || others.length > 0)
    throw badRequest('one signature and its verifier are expected');
  const { payloadType, payload } = read.value;
  if (!holds(keyOf(textOf(verifier)), preAuthEncoding(payloadType, payload), signature.signature))
    throw badRequest('the signature of the envelope does not hold');
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: sha256Hex(Buffer.from(text, 'utf8')),
      payloadHash: sha256Hex(payload),
      signatures: [{ signature: Buffer.from(signature.signature).toString('base64'), verifier }],
    },
  };
};

const hashedBody = async (spec: Json | undefined): Promise<Writable> => {
  const digest = textMember(member(member(spec, 'data'), 'hash'), 'value') ?? '';
  const content = textMember(member(spec, 'signature'), 'content') ?? '';
  const verifier = textMember(member(member(spec, 'signature'), 'publicKey'), 'content') ?? '';
  const signature = decodeBase64(content);
  if (!/^[0-9a-f]{64}$/.test(digest) || signature === undefined)
    throw badRequest('a SHA-256 and a signature are expected');
  const key = keyOf(textOf(verifier));
  const good = await Promise.all(
    acceptedSchemes(key).map((scheme) =>
      prehashedSignatureHolds(key, scheme, Buffer.from(digest, 'hex'), signature),
    ),
  );
  if (!good.includes(true)) throw badRequest('the signature over the digest does not hold');
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: digest } },
      signature: { content, publicKey: { content: verifier } },
    },
  };
};

const bodyOf = async (proposed: Json): Promise<Buffer> => {
  const kind = textMember(proposed, 'kind');
  if (textMember(proposed, 'apiVersion') !== '0.0.1' || (kind !== 'dsse' && kind !== 'hashedrekord'))
    throw badRequest('entries are dsse 0.0.1 or hashedrekord 0.0.1');
  const spec = member(proposed, 'spec');
  return canonicalBytes(kind === 'dsse' ? dsseBody(spec) : await hashedBody(spec));
};

const uuidOf = (rekor: RekorV1, index: number): string =>
  `${rekor.treeId}${rekor.log.tree.level(0)[index]?.toString('hex') ?? ''}`;

const entryOf = (rekor: RekorV1, index: number): Writable => {
  const { log, signer, treeId } = rekor;
  const { leaf, time } = log.leaf(index) ?? { leaf: Buffer.alloc(0), time: 0 };
  const size = log.tree.size();
  const root = log.tree.root(size);
  // What the signed entry timestamp is over; its members are also the entry's.
  const promised = {
    body: leaf.toString('base64'),
    integratedTime: time,
    logID: signer.id.toString('hex'),
    logIndex: index,
  };
  return {
    [uuidOf(rekor, index)]: {
      ...promised,
      verification: {
        inclusionProof: {
          checkpoint: signedCheckpoint(signer, `${signer.name} - ${BigInt(`0x${treeId}`)}`, size, root),
          hashes: log.tree.inclusion(index, size).map((each) => each.toString('hex')),
          logIndex: index,
          rootHash: root.toString('hex'),
          treeSize: size,
        },
        signedEntryTimestamp: sign('sha256', canonicalBytes(promised), signer.key).toString('base64'),
      },
    },
  };
};

/** Logs an entry (`POST /api/v1/log/entries`). Throws AuthorityError `exists` for one that is there. */
export const addEntryV1 = async (rekor: RekorV1, proposed: Json, now: number): Promise<AuthorityAnswer> => {
  const leaf = await bodyOf(proposed);
  const found = rekor.log.find(leaf);
  if (found !== undefined)
    throw new AuthorityError(
      'exists',
      'an equivalent entry already exists in the transparency log',
      `/api/v1/log/entries/${uuidOf(rekor, found)}`,
    );
  const index = rekor.log.append({ time: Math.floor(now / 1000), leaf });
  return jsonAnswer(entryOf(rekor, index), 201);
};

/** An entry by its index or its uuid, with or without the tree's id. Throws AuthorityError `not-found`. */
export const entryV1 = (
  rekor: RekorV1,
  by: { readonly index: number } | { readonly uuid: string },
): AuthorityAnswer => {
  const index = 'index' in by ? by.index : rekor.log.findHash(by.uuid.slice(-64));
  if (index === undefined || rekor.log.leaf(index) === undefined)
    throw new AuthorityError('not-found', 'there is no such entry');
  return jsonAnswer(entryOf(rekor, index));
};

/** The log's checkpoint and size (`GET /api/v1/log`). */
export const logInfoV1 = (rekor: RekorV1): AuthorityAnswer => {
  const { log, signer, treeId } = rekor;
  const size = log.tree.size();
  const root = log.tree.root(size);
  return jsonAnswer({
    inactiveShards: [],
    rootHash: root.toString('hex'),
    signedTreeHead: signedCheckpoint(signer, `${signer.name} - ${BigInt(`0x${treeId}`)}`, size, root),
    treeID: `${BigInt(`0x${treeId}`)}`,
    treeSize: size,
  });
};

/** A consistency proof (`GET /api/v1/log/proof`). Throws AuthorityError `bad-request`. */
export const consistencyV1 = (rekor: RekorV1, first: number, last: number): AuthorityAnswer => {
  const { tree } = rekor.log;
  if (!(first >= 1 && first <= last && last <= tree.size())) throw badRequest('there are no such sizes');
  return jsonAnswer({
    hashes: tree.consistency(first, last).map((each) => each.toString('hex')),
    rootHash: tree.root(last).toString('hex'),
  });
};
