import type { Reading } from '../bundle/types.ts';
import { Malformed } from '../der/read.ts';
import { dearmored } from './armor.ts';
import { type PgpKey, readKey } from './key.ts';
import { type Packet, PACKET, readPackets } from './packet.ts';
import { type PgpSignature, readSignature } from './signature.ts';

/** Something of a key, and the signatures that follow it. */
export type Signed<T> = { readonly of: T; readonly signatures: readonly PgpSignature[] };

/** A transferable public key (RFC 9580, 10.1), as read; which of its signatures hold is judged later. */
export type PgpCertificate = Signed<PgpKey> & {
  /** Bytes of user ids. */
  readonly userIds: readonly Signed<Buffer>[];
  readonly subkeys: readonly Signed<PgpKey>[];
};

export type PgpKeyring = { readonly certificates: readonly PgpCertificate[] };

const MAX_BYTES = 64 * 2 ** 20;
/** Of a key's signatures only its own count; nobody has more than this many of one thing. */
const MAX_SIGNATURES = 2000;
const CLAUSE = 'RFC 9580, 10.1';

type Group = { readonly head: Packet; readonly signatures: PgpSignature[] };

const IGNORED: ReadonlySet<number> = new Set([PACKET.marker, PACKET.trust, PACKET.padding]);
const HEADS: ReadonlySet<number> = new Set([
  PACKET.publicKey,
  PACKET.publicSubkey,
  PACKET.userId,
  PACKET.userAttribute,
]);

/** Signatures that cannot be read are not this key's words. */
const lenient = (body: Buffer): PgpSignature | undefined => {
  try {
    return readSignature(body);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};

const grouped = (packets: readonly Packet[]): readonly Group[] => {
  const groups: Group[] = [];
  for (const packet of packets) {
    if (IGNORED.has(packet.type)) continue;
    if (HEADS.has(packet.type)) {
      groups.push({ head: packet, signatures: [] });
      continue;
    }
    const last = groups.at(-1);
    if (packet.type !== PACKET.signature || last === undefined)
      throw new Malformed(`OpenPGP: a packet of type ${packet.type} among public keys`);
    const signature = last.signatures.length < MAX_SIGNATURES ? lenient(packet.body) : undefined;
    if (signature !== undefined) last.signatures.push(signature);
  }
  return groups;
};

const certificatesOf = (groups: readonly Group[]): readonly PgpCertificate[] => {
  const starts = groups.flatMap(({ head }, index) => (head.type === PACKET.publicKey ? [index] : []));
  if (groups.length > 0 && starts[0] !== 0)
    throw new Malformed('OpenPGP: a keyring that does not begin with a key');
  return starts.flatMap((start, index) => {
    const [primary, ...others] = groups.slice(start, starts[index + 1]);
    const of = primary && readKey(primary.head.body);
    if (primary === undefined || of === undefined) return [];
    return [
      {
        of,
        signatures: primary.signatures,
        userIds: others
          .filter(({ head }) => head.type === PACKET.userId)
          .map(({ head, signatures }) => ({ of: head.body, signatures })),
        subkeys: others.flatMap(({ head, signatures }) => {
          const subkey = head.type === PACKET.publicSubkey ? readKey(head.body) : undefined;
          return subkey === undefined ? [] : [{ of: subkey, signatures }];
        }),
      },
    ];
  });
};

/** Reads public keys: a keyring or a key file, binary or armoured. A secret key is refused. Never throws. */
export const readKeyring = (bytes: Uint8Array): Reading<PgpKeyring> => {
  const invalid = (message: string): Reading<never> => ({
    kind: 'invalid',
    problems: [{ code: 'bad-value', place: '', message, clause: CLAUSE }],
  });
  if (bytes.length > MAX_BYTES) return invalid(`a keyring of ${bytes.length} bytes, more than ${MAX_BYTES}`);
  try {
    const certificates = certificatesOf(grouped(readPackets(dearmored(bytes, 'PGP PUBLIC KEY BLOCK'))));
    if (certificates.length === 0) return invalid('the keyring holds no key of version 4 or 6');
    return { kind: 'read', value: { certificates } };
  } catch (error) {
    if (error instanceof Malformed) return invalid(error.message);
    throw error;
  }
};
