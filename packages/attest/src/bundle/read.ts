import { takeEnvelope, MAX_SIGNATURE } from '../envelope/read.ts';
import { readJson } from '../json/read.ts';
import { type Findings, findings, quoted, type Taker, taker } from '../json/taker.ts';
import type { Json } from '../json/types.ts';
import { takeEntry } from './entry.ts';
import { HASHES } from './hash.ts';
import type { Evidence, EvidenceFormat, KeyMaterial, LogEntry, Reading, SignedContent } from './types.ts';

const CLAUSE = 'Sigstore bundle format';

type Version = Extract<EvidenceFormat, { kind: 'sigstore-bundle' }>['version'];

/** Media types as they are written in the wild: the last one is v0.3's own, all three name a version exactly. */
const MEDIA_TYPES: ReadonlyMap<string, Version> = new Map([
  ['application/vnd.dev.sigstore.bundle+json;version=0.1', '0.1'],
  ['application/vnd.dev.sigstore.bundle+json;version=0.2', '0.2'],
  ['application/vnd.dev.sigstore.bundle+json;version=0.3', '0.3'],
  ['application/vnd.dev.sigstore.bundle.v0.3+json', '0.3'],
]);

const MAX_ENTRIES = 16;
const MAX_TIMESTAMPS = 16;
const MAX_CERTIFICATES = 16;
export const MAX_CERTIFICATE = 64 * 1024;
export const MAX_TIMESTAMP = 64 * 1024;

const takeMessage = (from: Taker, to: Findings): SignedContent | undefined => {
  from.close('messageDigest', 'signature');
  const signature = from.bytes('signature', MAX_SIGNATURE);
  const stated = from.optionalObject('messageDigest');
  stated?.close('algorithm', 'digest');
  const named = stated?.text('algorithm');
  const value = stated?.bytes('digest', 64);
  const algorithm = HASHES.get(named ?? '');
  if (named !== undefined && algorithm === undefined)
    to.report('unsupported', `${from.place}/messageDigest/algorithm`, `${quoted(named)} is not accepted`);
  if (signature === undefined) return undefined;
  const digest = algorithm !== undefined && value !== undefined ? { algorithm, value } : undefined;
  return { kind: 'message', signature, digest };
};

const takeContent = (from: Taker, to: Findings): SignedContent | undefined => {
  if (from.has('messageSignature') === from.has('dsseEnvelope')) {
    to.report('missing', '', 'a bundle has either messageSignature or dsseEnvelope');
    return undefined;
  }
  const message = from.optionalObject('messageSignature');
  if (message !== undefined) return takeMessage(message, to);
  const dsse = from.object('dsseEnvelope');
  const envelope = dsse && takeEnvelope(dsse);
  if (envelope === undefined) return undefined;
  if (envelope.signatures.length !== 1)
    to.report(
      'bad-value',
      '/dsseEnvelope/signatures',
      `${envelope.signatures.length} signatures; a bundle has one`,
    );
  return { kind: 'dsse', envelope };
};

const takeKey = (material: Taker, version: Version, to: Findings): KeyMaterial | undefined => {
  const kinds = ['certificate', 'x509CertificateChain', 'publicKey'].filter((name) => material.has(name));
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) {
    to.report(
      'missing',
      material.place,
      'exactly one of certificate, x509CertificateChain and publicKey is expected',
    );
    return undefined;
  }
  if (kind === 'publicKey')
    return { kind: 'public-key', hint: material.object(kind)?.optionalText('hint') ?? '' };
  if (kind === 'certificate') {
    const leaf = material.object(kind)?.bytes('rawBytes', MAX_CERTIFICATE);
    return leaf === undefined ? undefined : { kind: 'certificate', leaf, others: [] };
  }
  if (version === '0.3')
    to.report('bad-value', `${material.place}/${kind}`, 'a v0.3 bundle has one certificate, not a chain');
  const chain = material.object(kind);
  const [leaf, ...others] = (chain?.objects('certificates', MAX_CERTIFICATES) ?? []).flatMap((item) => {
    const raw = item.bytes('rawBytes', MAX_CERTIFICATE);
    return raw === undefined ? [] : [raw];
  });
  if (leaf === undefined) to.report('missing', `${material.place}/${kind}`, 'the chain has no certificate');
  return leaf === undefined ? undefined : { kind: 'certificate', leaf, others };
};

/** What each version asks of an entry; a v0.1 proof without a checkpoint proves nothing and is passed over. */
const suited = (entry: LogEntry, index: number, version: Version, to: Findings): LogEntry => {
  const place = `/verificationMaterial/tlogEntries/${index}`;
  if (version === '0.1') {
    if (entry.promise === undefined)
      to.report('missing', `${place}/inclusionPromise`, 'a v0.1 bundle has inclusion promises');
    return entry.proof?.checkpoint === undefined ? { ...entry, proof: undefined } : entry;
  }
  if (entry.proof?.checkpoint === undefined)
    to.report(
      'missing',
      `${place}/inclusionProof`,
      `a v${version} bundle has inclusion proofs with checkpoints`,
    );
  return entry;
};

const takeTimestamps = (material: Taker): readonly Uint8Array[] => {
  const data = material.optionalObject('timestampVerificationData');
  data?.close('rfc3161Timestamps');
  if (data === undefined || !data.has('rfc3161Timestamps')) return [];
  return data.objects('rfc3161Timestamps', MAX_TIMESTAMPS).flatMap((item) => {
    const bytes = item.bytes('signedTimestamp', MAX_TIMESTAMP);
    return bytes === undefined ? [] : [bytes];
  });
};

const takeBundle = (from: Taker, to: Findings): Evidence | undefined => {
  from.close('mediaType', 'verificationMaterial', 'messageSignature', 'dsseEnvelope');
  const mediaType = from.text('mediaType');
  const version = MEDIA_TYPES.get(mediaType ?? '');
  if (mediaType !== undefined && version === undefined)
    to.report('unsupported', '/mediaType', `${quoted(mediaType)} is no bundle of version 0.1, 0.2 or 0.3`);
  const content = takeContent(from, to);
  const material = from.object('verificationMaterial');
  if (version === undefined || content === undefined || material === undefined) return undefined;
  material.close(
    'certificate',
    'x509CertificateChain',
    'publicKey',
    'tlogEntries',
    'timestampVerificationData',
  );
  const key = takeKey(material, version, to);
  const entries = (material.has('tlogEntries') ? material.objects('tlogEntries', MAX_ENTRIES) : []).flatMap(
    (item, index) => {
      const entry = takeEntry(item, to);
      return entry === undefined ? [] : [suited(entry, index, version, to)];
    },
  );
  const timestamps = takeTimestamps(material);
  if (key === undefined) return undefined;
  const format = { kind: 'sigstore-bundle', version } as const;
  return { format, content, key, entries, timestamps, unknownMembers: to.unknownMembers };
};

/** As `readBundle`, of JSON that was read already. */
export const bundleOf = (value: Json): Reading<Evidence> => {
  const to = findings(CLAUSE);
  const from = taker(value, '', to);
  return to.conclude(() => from && takeBundle(from, to));
};

/** Reads a Sigstore bundle, v0.1 to v0.3, from its JSON. Strict: see `readJson`, `decodeBase64`. Never throws. */
export const readBundle = (bytes: Uint8Array): Reading<Evidence> => {
  const json = readJson(bytes);
  return json.kind === 'invalid' ? json : bundleOf(json.value);
};
