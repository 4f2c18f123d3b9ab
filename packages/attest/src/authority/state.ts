import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { decodeBase64 } from '../json/base64.ts';
import { readJson } from '../json/read.ts';
import type { Json } from '../json/types.ts';
import { member, textMember } from '../json/value.ts';
import { canonicalJson } from './canonical.ts';
import { AuthorityError } from './error.ts';
import {
  authorityKeyId,
  authorityOf,
  extendedKeyUsage,
  issueCertificate,
  keyUsage,
  nameOf,
  subjectKeyId,
} from './issue.ts';

const KEYS = ['root', 'issuing', 'ct', 'rekor1', 'rekor2', 'tsaRoot', 'tsa', 'tuf', 'token'] as const;
type KeyName = (typeof KEYS)[number];

const CERTIFICATES = ['root', 'issuing', 'tsaRoot', 'tsa'] as const;
type CertificateName = (typeof CERTIFICATES)[number];

/** Everything that makes an authority the one it is. Holds private keys: written with mode 0600, shown to nobody. */
export type AuthorityState = {
  /** A label, and the organization in its certificates. */
  readonly name: string;
  /** Where clients reach it, without a slash at the end: `http://127.0.0.1:4711`. Fixed: trust roots name it. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** 16 hexadecimal digits: the tree of the first log. */
  readonly treeId: string;
  readonly keys: Readonly<Record<KeyName, KeyObject>>;
  /** DER. */
  readonly certificates: Readonly<Record<CertificateName, Buffer>>;
};

const FORMAT = 'custody-authority/1';
const YEAR = 365 * 86_400_000;
/** Clocks of other machines may be behind. */
const BEFORE = 3_600_000;

const ecKey = (namedCurve: 'P-256' | 'P-384'): KeyObject =>
  generateKeyPairSync('ec', { namedCurve }).privateKey;
const edKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

const makeCertificates = (name: string, keys: Readonly<Record<KeyName, KeyObject>>, created: number) => {
  const make = (
    subject: string,
    key: KeyName,
    issuer: string,
    signer: KeyName,
    extensions: readonly Buffer[],
  ): Buffer =>
    issueCertificate({
      issuer: nameOf(name, issuer),
      subject: nameOf(name, subject),
      notBefore: created - BEFORE,
      notAfter: created + 10 * YEAR,
      publicKey: createPublicKey(keys[key]),
      extensions: [...extensions, subjectKeyId(keys[key]), authorityKeyId(keys[signer])],
      signer: keys[signer],
      hash: 'sha384',
    });
  const authority = [keyUsage('certSign'), authorityOf(1)];
  return {
    root: make('root', 'root', 'root', 'root', authority),
    issuing: make('issuing', 'issuing', 'root', 'root', [
      keyUsage('certSign'),
      authorityOf(0),
      extendedKeyUsage('1.3.6.1.5.5.7.3.3', false),
    ]),
    tsaRoot: make('timestamping root', 'tsaRoot', 'timestamping root', 'tsaRoot', authority),
    tsa: make('timestamping', 'tsa', 'timestamping root', 'tsaRoot', [
      keyUsage('digitalSignature'),
      extendedKeyUsage('1.3.6.1.5.5.7.3.8', true),
    ]),
  };
};

/** Makes a new authority: all keys, and the certificates of its certificate and timestamp authorities, good for ten years. */
export const createAuthority = (options: {
  readonly name: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}): AuthorityState => {
  const created = Math.floor(options.now / 1000) * 1000;
  const keys = {
    root: ecKey('P-384'),
    issuing: ecKey('P-384'),
    ct: ecKey('P-256'),
    rekor1: ecKey('P-256'),
    rekor2: edKey(),
    tsaRoot: ecKey('P-384'),
    tsa: ecKey('P-256'),
    tuf: edKey(),
    token: ecKey('P-256'),
  };
  // Positive as a signed 64-bit number.
  const tree = randomBytes(8);
  tree[0] = ((tree[0] ?? 0) & 0x3f) | 0x10;
  return {
    ...options,
    created,
    treeId: tree.toString('hex'),
    keys,
    certificates: makeCertificates(options.name, keys, created),
  };
};

/** The state as JSON, private keys and all. */
export const writeState = (state: AuthorityState): string => {
  const keys = KEYS.map((name) => [
    name,
    state.keys[name].export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  ]);
  const certificates = CERTIFICATES.map((name) => [name, state.certificates[name].toString('base64')]);
  const { name, url, created, treeId } = state;
  return `${canonicalJson({
    format: FORMAT,
    name,
    url,
    created,
    treeId,
    keys: Object.fromEntries(keys),
    certificates: Object.fromEntries(certificates),
  })}\n`;
};

const damaged = (what: string): AuthorityError =>
  new AuthorityError('bad-state', `this is no authority of custody's: ${what}`);

const bytesOf = (value: Json | undefined, name: string): Buffer => {
  const bytes = decodeBase64(textMember(value, name) ?? '');
  if (bytes === undefined || bytes.length === 0) throw damaged(`${name} is missing`);
  return Buffer.from(bytes);
};

const keyOf = (value: Json | undefined, name: string): KeyObject => {
  try {
    return createPrivateKey({ key: bytesOf(value, name), format: 'der', type: 'pkcs8' });
  } catch {
    throw damaged(`the key ${name} cannot be read`);
  }
};

/** Reads what `writeState` wrote. Throws AuthorityError `bad-state`, never quoting what is there. */
export const readState = (bytes: Uint8Array): AuthorityState => {
  const read = readJson(bytes, { maxBytes: 64 * 1024, maxDepth: 4 });
  if (read.kind === 'invalid') throw damaged(read.problems[0].message);
  const text = (name: string): string => {
    const found = textMember(read.value, name);
    if (found === undefined) throw damaged(`${name} is missing`);
    return found;
  };
  if (text('format') !== FORMAT) throw damaged('another format');
  const created = member(read.value, 'created');
  const treeId = text('treeId');
  if (typeof created !== 'number' || !Number.isSafeInteger(created)) throw damaged('created is no time');
  if (!/^[0-7][0-9a-f]{15}$/.test(treeId)) throw damaged('treeId is none');
  const key = (name: KeyName) => keyOf(member(read.value, 'keys'), name);
  const certificate = (name: CertificateName) => bytesOf(member(read.value, 'certificates'), name);
  return {
    name: text('name'),
    url: text('url'),
    created,
    treeId,
    keys: {
      root: key('root'),
      issuing: key('issuing'),
      ct: key('ct'),
      rekor1: key('rekor1'),
      rekor2: key('rekor2'),
      tsaRoot: key('tsaRoot'),
      tsa: key('tsa'),
      tuf: key('tuf'),
      token: key('token'),
    },
    certificates: {
      root: certificate('root'),
      issuing: certificate('issuing'),
      tsaRoot: certificate('tsaRoot'),
      tsa: certificate('tsa'),
    },
  };
};
