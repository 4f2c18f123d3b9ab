import { hash, type KeyObject, sign } from 'node:crypto';
import { octets } from '../keys/der.ts';
import { extension } from './issue.ts';
import type { TransparencyLog } from './log.ts';

export type CtLog = { readonly id: Buffer; readonly key: KeyObject; readonly log: TransparencyLog };

const unsigned = (value: number, bytes: number): Buffer => {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
};

/** A time of 8 bytes; a double holds milliseconds exactly for 285,000 years. */
const time8 = (milliseconds: number): Buffer => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(BigInt(milliseconds));
  return out;
};

const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';

/** Logs a pre-certificate and gives the extension that says so (RFC 6962, 3.2 and 3.3). `issuerSpki` and `tbs` are DER. */
export const logPrecertificate = (
  ct: CtLog,
  issuerSpki: Uint8Array,
  tbs: Uint8Array,
  milliseconds: number,
): Buffer => {
  const entry = Buffer.concat([
    time8(milliseconds),
    unsigned(1, 2),
    hash('sha256', issuerSpki, 'buffer'),
    unsigned(tbs.length, 3),
    tbs,
    unsigned(0, 2),
  ]);
  // Version v1; of what is signed, type 0 is a certificate's timestamp, of what is a leaf, a timestamped entry.
  const typed = Buffer.concat([Buffer.from([0, 0]), entry]);
  ct.log.append({ time: milliseconds, leaf: typed });
  const signature = sign('sha256', typed, ct.key);
  const sct = Buffer.concat([
    Buffer.from([0]),
    ct.id,
    time8(milliseconds),
    unsigned(0, 2),
    // SHA-256 and ECDSA (RFC 5246, 7.4.1.4.1).
    Buffer.from([4, 3]),
    unsigned(signature.length, 2),
    signature,
  ]);
  const list = Buffer.concat([unsigned(sct.length, 2), sct]);
  return extension(SCT_LIST, false, octets(Buffer.concat([unsigned(list.length, 2), list])));
};

/** The log's signed tree head (RFC 6962, 3.5 and 4.3), as its JSON answer. */
export const signedTreeHead = (ct: CtLog, milliseconds: number) => {
  const size = ct.log.tree.size();
  const root = ct.log.tree.root(size);
  const signature = sign(
    'sha256',
    Buffer.concat([Buffer.from([0, 1]), time8(milliseconds), time8(size), root]),
    ct.key,
  );
  return {
    tree_size: size,
    timestamp: milliseconds,
    sha256_root_hash: root.toString('base64'),
    tree_head_signature: Buffer.concat([
      Buffer.from([4, 3]),
      unsigned(signature.length, 2),
      signature,
    ]).toString('base64'),
  };
};
