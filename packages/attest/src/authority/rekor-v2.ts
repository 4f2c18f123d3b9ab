import { hash, type KeyObject } from 'node:crypto';
import { prehashedSignatureHolds } from '../crypto/prehashed.ts';
import { acceptedSchemes, signatureHolds } from '../crypto/signature.ts';
import { ENVELOPE_CLAUSE, takeEnvelope } from '../envelope/read.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { decodeBase64 } from '../json/base64.ts';
import { findings, taker } from '../json/taker.ts';
import type { Json } from '../json/types.ts';
import { isArray, member, textMember } from '../json/value.ts';
import { readCertificate } from '../certificate/certificate.ts';
import { type AuthorityAnswer, badRequest, bytesAnswer, jsonAnswer, textAnswer } from './answer.ts';
import { canonicalBytes, type Writable } from './canonical.ts';
import { AuthorityError } from './error.ts';
import { keyOf } from './fulcio.ts';
import type { TransparencyLog } from './log.ts';
import { type NoteSigner, signedCheckpoint } from './note.ts';

/** A log that speaks Rekor's version 2: entries by digest, tiles, no times of its own. */
export type RekorV2 = { readonly log: TransparencyLog; readonly signer: NoteSigner };

type Verifier = { readonly key: KeyObject; readonly body: Writable };

const verifierOf = (value: Json | undefined): Verifier => {
  const keyDetails = textMember(value, 'keyDetails') ?? '';
  const certificate = textMember(member(value, 'x509Certificate'), 'rawBytes');
  const plain = textMember(member(value, 'publicKey'), 'rawBytes');
  if (certificate === undefined && plain === undefined) throw badRequest('a verifier is expected');
  try {
    return certificate === undefined
      ? { key: keyOf(plain ?? ''), body: { keyDetails, publicKey: { rawBytes: plain } } }
      : {
          key: readCertificate(decodeBase64(certificate) ?? Buffer.alloc(0)).key,
          body: { keyDetails, x509Certificate: { rawBytes: certificate } },
        };
  } catch {
    throw badRequest('the verifier is none');
  }
};

const dsseBody = (request: Json): Writable => {
  const to = findings(ENVELOPE_CLAUSE);
  const from = taker(member(request, 'envelope'), '/envelope', to);
  const read = to.conclude(() => from && takeEnvelope(from));
  if (read.kind === 'invalid') throw badRequest(`the envelope: ${read.problems[0].message}`);
  const verifiers = member(request, 'verifiers');
  const verifier = verifierOf(isArray(verifiers) ? verifiers[0] : undefined);
  const { payloadType, payload, signatures } = read.value;
  const [signature, ...others] = signatures;
  if (signature === undefined || others.length > 0) throw badRequest('one signature is expected');
  const data = preAuthEncoding(payloadType, payload);
  if (
    !acceptedSchemes(verifier.key).some((scheme) =>
      signatureHolds(verifier.key, scheme, data, signature.signature),
    )
  )
    throw badRequest('the signature of the envelope does not hold');
  return {
    apiVersion: '0.0.2',
    kind: 'dsse',
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest: hash('sha256', payload, 'base64') },
        signatures: [
          { content: Buffer.from(signature.signature).toString('base64'), verifier: verifier.body },
        ],
      },
    },
  };
};

const hashedBody = async (request: Json): Promise<Writable> => {
  const digest = decodeBase64(textMember(request, 'digest') ?? '');
  const content = textMember(member(request, 'signature'), 'content') ?? '';
  const signature = decodeBase64(content);
  const verifier = verifierOf(member(member(request, 'signature'), 'verifier'));
  if (digest?.length !== 32 || signature === undefined)
    throw badRequest('a SHA-256 and a signature are expected');
  const good = await Promise.all(
    acceptedSchemes(verifier.key).map((scheme) =>
      prehashedSignatureHolds(verifier.key, scheme, digest, signature),
    ),
  );
  if (!good.includes(true)) throw badRequest('the signature over the digest does not hold');
  return {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: Buffer.from(digest).toString('base64') },
        signature: { content, verifier: verifier.body },
      },
    },
  };
};

const checkpointOf = ({ log, signer }: RekorV2, size: number): string =>
  signedCheckpoint(signer, signer.name, size, log.tree.root(size));

/** Logs an entry (`POST /api/v2/log/entries`); the same one twice has one place. Throws AuthorityError `bad-request`. */
export const addEntryV2 = async (rekor: RekorV2, request: Json, now: number): Promise<AuthorityAnswer> => {
  const dsse = member(request, 'dsseRequestV002');
  const hashed = member(request, 'hashedRekordRequestV002');
  if ((dsse === undefined) === (hashed === undefined)) throw badRequest('one kind of entry is expected');
  const leaf = canonicalBytes(dsse === undefined ? await hashedBody(hashed ?? null) : dsseBody(dsse));
  // A tile writes the length of an entry in two bytes.
  if (leaf.length > 0xffff) throw badRequest('the verifier is too large');
  const index = rekor.log.find(leaf) ?? rekor.log.append({ time: Math.floor(now / 1000), leaf });
  const { tree } = rekor.log;
  const size = tree.size();
  return jsonAnswer(
    {
      logIndex: String(index),
      logId: { keyId: rekor.signer.id.toString('base64') },
      kindVersion: { kind: dsse === undefined ? 'hashedrekord' : 'dsse', version: '0.0.2' },
      integratedTime: '0',
      inclusionProof: {
        logIndex: String(index),
        rootHash: tree.root(size).toString('base64'),
        treeSize: String(size),
        hashes: tree.inclusion(index, size).map((each) => each.toString('base64')),
        checkpoint: { envelope: checkpointOf(rekor, size) },
      },
      canonicalizedBody: leaf.toString('base64'),
    },
    201,
  );
};

export const checkpointV2 = (rekor: RekorV2): AuthorityAnswer =>
  textAnswer(checkpointOf(rekor, rekor.log.tree.size()));

const WIDTH = 256;

/** `x012/345` or `012`, as C2SP tlog-tiles writes numbers. */
const numberOf = (path: string): number =>
  /^(?:x\d{3}\/){0,4}\d{3}$/.test(path) ? Number(path.replaceAll(/[x/]/g, '')) : Number.NaN;

/** A tile of hashes or of entries (C2SP tlog-tiles). `width` is that of a partial tile. Throws AuthorityError `not-found`. */
export const tileV2 = (
  rekor: RekorV2,
  level: string,
  path: string,
  width: string | undefined,
): AuthorityAnswer => {
  const index = numberOf(path);
  const count = width === undefined ? WIDTH : Number(width);
  const start = index * WIDTH;
  const row = rekor.log.tree.level(level === 'entries' ? 0 : Number(level) * 8);
  if (!(count >= 1 && count <= WIDTH && start + count <= row.length))
    throw new AuthorityError('not-found', 'there is no such tile');
  if (level !== 'entries') return bytesAnswer(Buffer.concat(row.slice(start, start + count)));
  return bytesAnswer(
    Buffer.concat(
      Array.from({ length: count }, (_, offset) => {
        const { leaf } = rekor.log.leaf(start + offset) ?? { leaf: Buffer.alloc(0) };
        const length = Buffer.alloc(2);
        length.writeUInt16BE(leaf.length);
        return Buffer.concat([length, leaf]);
      }),
    ),
  );
};
