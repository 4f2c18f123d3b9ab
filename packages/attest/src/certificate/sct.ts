import { sameBytes, sha256 } from '../crypto/digest.ts';
import { signatureHolds } from '../crypto/signature.ts';
import { children, contents, encoded, expectTag, Malformed, readDer, TAG, wholeDer } from '../der/read.ts';
import type { TrustedLog } from '../trust/types.ts';
import type { Certificate } from './certificate.ts';
import { OID } from './extension.ts';

/** A signed certificate timestamp (RFC 6962, 3.2). */
export type Sct = {
  readonly logId: Buffer;
  /** Milliseconds since 1970. */
  readonly timestamp: bigint;
  readonly extensions: Buffer;
  readonly hash: number;
  readonly algorithm: number;
  readonly signature: Buffer;
};

const SHA256 = 4;
const ALGORITHM = { rsa: 1, ec: 3 } as const;

const readSct = (bytes: Buffer): Sct => {
  // version, log id, timestamp, length of extensions
  if (bytes.length < 43 || bytes[0] !== 0) throw new Malformed('an SCT of another version than v1');
  const extensionsEnd = 43 + bytes.readUInt16BE(41);
  if (bytes.length < extensionsEnd + 4) throw new Malformed('an SCT that is cut off');
  const signature = bytes.subarray(extensionsEnd + 4);
  if (signature.length !== bytes.readUInt16BE(extensionsEnd + 2))
    throw new Malformed('an SCT of a wrong length');
  return {
    logId: bytes.subarray(1, 33),
    timestamp: bytes.readBigUInt64BE(33),
    extensions: bytes.subarray(43, extensionsEnd),
    hash: bytes[extensionsEnd] ?? 0,
    algorithm: bytes[extensionsEnd + 1] ?? 0,
    signature,
  };
};

const MAX_SCTS = 32;

/** The SCTs inside a certificate (RFC 6962, 3.3); empty where there are none. Throws Malformed. */
export const sctsOf = (certificate: Certificate): readonly Sct[] => {
  const extension = certificate.extensions.get(OID.sctList);
  if (extension === undefined) return [];
  const list = contents(expectTag(wholeDer(extension.value), TAG.octetString, 'the list of SCTs'));
  if (list.length < 2 || list.readUInt16BE(0) !== list.length - 2)
    throw new Malformed('a list of SCTs of a wrong length');
  const found: Sct[] = [];
  for (let at = 2; at < list.length; ) {
    if (at + 2 > list.length) throw new Malformed('a list of SCTs that is cut off');
    const end = at + 2 + list.readUInt16BE(at);
    if (end > list.length || found.length >= MAX_SCTS) throw new Malformed('a list of SCTs that cannot be');
    found.push(readSct(list.subarray(at + 2, end)));
    at = end;
  }
  return found;
};

const header = (tag: number, length: number): Buffer => {
  if (length < 0x80) return Buffer.of(tag, length);
  if (length < 0x100) return Buffer.of(tag, 0x81, length);
  if (length < 0x10000) return Buffer.of(tag, 0x82, length >> 8, length & 0xff);
  return Buffer.of(tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
};

/** The TBSCertificate without its SCTs, as the log saw it (RFC 6962, 3.2). */
export const precertificate = (certificate: Certificate): Buffer => {
  const { tbs } = certificate;
  const parts = children(tbs);
  const wrapped = parts.at(-1);
  const sct = certificate.extensions.get(OID.sctList)?.der;
  if (wrapped === undefined || sct === undefined) return encoded(tbs);
  const list = readDer(wrapped.source, wrapped.from, wrapped.end);
  const before = list.source.subarray(list.from, sct.start);
  const after = list.source.subarray(sct.end, list.end);
  const listHeader = header(TAG.sequence, before.length + after.length);
  const wrappedHeader = header(wrapped.tag, listHeader.length + before.length + after.length);
  const head = tbs.source.subarray(tbs.from, wrapped.start);
  const rest = [wrappedHeader, listHeader, before, after];
  const length = head.length + rest.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([header(tbs.tag, length), head, ...rest]);
};

const signedData = (sct: Sct, issuer: Certificate, tbs: Buffer): Buffer => {
  const fixed = Buffer.alloc(12);
  // v1, certificate_timestamp, timestamp, precert_entry
  fixed.writeBigUInt64BE(sct.timestamp, 2);
  fixed.writeUInt16BE(1, 10);
  const tail = Buffer.alloc(3);
  tail.writeUIntBE(tbs.length, 0, 3);
  const extensions = Buffer.alloc(2);
  extensions.writeUInt16BE(sct.extensions.length);
  return Buffer.concat([fixed, sha256(issuer.spki), tail, tbs, extensions, sct.extensions]);
};

export type SctVerdict =
  | { readonly kind: 'holds'; readonly log: TrustedLog; readonly time: number }
  | { readonly kind: 'unknown-log'; readonly logId: Buffer }
  | { readonly kind: 'fails'; readonly why: string };

/** Judges one SCT of a certificate against the trusted logs (RFC 6962, 3.2). `tbs` is its `precertificate`. */
export const judgeSct = (
  sct: Sct,
  issuer: Certificate,
  tbs: Buffer,
  logs: readonly TrustedLog[],
): SctVerdict => {
  const log = logs.find(({ logId }) => sameBytes(logId, sct.logId));
  if (log === undefined) return { kind: 'unknown-log', logId: sct.logId };
  const time = Number(sct.timestamp);
  const { start, end } = log.validity;
  if (!Number.isSafeInteger(time) || time < start || (end !== undefined && time > end))
    return { kind: 'fails', why: `its time is outside the validity of the log ${log.baseUrl}` };
  const algorithm = log.key.asymmetricKeyType === 'rsa' ? ALGORITHM.rsa : ALGORITHM.ec;
  if (sct.hash !== SHA256 || sct.algorithm !== algorithm)
    return { kind: 'fails', why: `it names another signature algorithm than the log ${log.baseUrl} has` };
  return signatureHolds(log.key, log.scheme, signedData(sct, issuer, tbs), sct.signature)
    ? { kind: 'holds', log, time }
    : { kind: 'fails', why: `the signature of the log ${log.baseUrl} does not hold` };
};
