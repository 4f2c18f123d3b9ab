import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { defaultScheme, signatureHolds } from '../crypto/signature.ts';
import { publicKey } from '../crypto/key.ts';
import { SignError } from '../sign/error.ts';
import type { StatementSigner } from '../sign/types.ts';
import { bits, oid, sequence, unsigned } from './der.ts';
import { verificationKey } from './signer.ts';
import { sshString, type WireReader, wireReader } from './wire.ts';

/**
 * One question to an SSH agent and its answer, each without the four bytes of length in front. Rejects where there is no agent.
 * Whoever implements it bounds an answer to 256 kB, as OpenSSH does.
 */
export type AgentPort = (message: Uint8Array) => Promise<Uint8Array>;

/** A key that an agent holds. */
export type AgentKey = {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, … */
  readonly type: string;
  readonly comment: string;
  /** As OpenSSH shows it: `SHA256:…` */
  readonly fingerprint: string;
  readonly blob: Buffer;
  readonly publicKey: KeyObject;
};

const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const MAX_KEYS = 1024;
/** RSA with SHA-256 (RFC 8332); without it an agent would use SHA-1. */
const RSA_SHA2_256 = 2;

const CURVES: Readonly<Record<string, string>> = {
  nistp256: '1.2.840.10045.3.1.7',
  nistp384: '1.3.132.0.34',
  nistp521: '1.3.132.0.35',
};

const spkiOf = (type: string, from: WireReader): Buffer | undefined => {
  if (type === 'ssh-ed25519') return sequence(sequence(oid('1.3.101.112')), bits(from.string()));
  if (type === 'ssh-rsa') {
    const [exponent, modulus] = [from.string(), from.string()];
    return createPublicKey({
      key: sequence(unsigned(modulus), unsigned(exponent)),
      format: 'der',
      type: 'pkcs1',
    }).export({
      format: 'der',
      type: 'spki',
    });
  }
  if (!type.startsWith('ecdsa-sha2-')) return undefined;
  const curve = CURVES[from.string().toString('latin1')];
  return curve === undefined
    ? undefined
    : sequence(sequence(oid('1.2.840.10045.2.1'), oid(curve)), bits(from.string()));
};

/** Keys of kinds that statements cannot be signed with (certificates, security keys, DSA) are none. */
const keyOf = (blob: Buffer, comment: string): AgentKey | undefined => {
  try {
    const from = wireReader(blob);
    const type = from.string().toString('latin1');
    const spki = spkiOf(type, from);
    if (spki === undefined) return undefined;
    const fingerprint = `SHA256:${hash('sha256', blob, 'base64').replace(/=+$/, '')}`;
    return { type, comment, fingerprint, blob, publicKey: publicKey(spki) };
  } catch {
    return undefined;
  }
};

/** The keys that an agent offers and custody can use (draft-ietf-sshm-ssh-agent, 3.5). Throws SignError `agent`. */
export const agentKeys = async (agent: AgentPort): Promise<readonly AgentKey[]> => {
  const from = wireReader(await agent(Buffer.from([REQUEST_IDENTITIES])));
  if (from.byte() !== IDENTITIES_ANSWER)
    throw new SignError('agent', 'the SSH agent does not say which keys it has');
  const count = from.uint32();
  if (count > MAX_KEYS) throw new SignError('agent', `the SSH agent claims ${count} keys`);
  const found: AgentKey[] = [];
  for (let index = 0; index < count; index += 1) {
    const blob = from.string();
    const key = keyOf(blob, from.string().toString('utf8'));
    if (key !== undefined) found.push(key);
  }
  return found;
};

/** What X.509's world expects: SSH writes the two numbers of an ECDSA signature in its own way (RFC 5656, 3.1.2). */
const signatureOf = (type: string, answer: WireReader): Buffer => {
  const algorithm = answer.string().toString('latin1');
  const blob = answer.string();
  const expected = type === 'ssh-rsa' ? 'rsa-sha2-256' : type;
  if (algorithm !== expected)
    throw new SignError('agent', `the SSH agent signs with ${JSON.stringify(algorithm)}, not ${expected}`);
  if (!type.startsWith('ecdsa-')) return blob;
  const numbers = wireReader(blob);
  return sequence(unsigned(numbers.string()), unsigned(numbers.string()));
};

/** Signs with a key that an agent holds; each signature is checked before it is used. */
export const agentSigner = (agent: AgentPort, key: AgentKey): StatementSigner => ({
  sign: async (data) => {
    const flags = Buffer.from([0, 0, 0, key.type === 'ssh-rsa' ? RSA_SHA2_256 : 0]);
    const request = Buffer.concat([Buffer.from([SIGN_REQUEST]), sshString(key.blob), sshString(data), flags]);
    const answer = wireReader(await agent(request));
    if (answer.byte() !== SIGN_RESPONSE) throw new SignError('agent', 'the SSH agent refuses to sign');
    const signature = signatureOf(key.type, wireReader(answer.string()));
    if (!signatureHolds(key.publicKey, defaultScheme(key.publicKey), data, signature))
      throw new SignError('agent', 'the SSH agent gives a signature that does not hold');
    return { signature, key: verificationKey(key.publicKey) };
  },
});
