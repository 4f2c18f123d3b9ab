import type { Reading } from '../bundle/types.ts';
import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { hex, sha256 } from '../crypto/digest.ts';
import { Malformed } from '../der/read.ts';
import { readJson } from '../json/read.ts';
import { type Findings, findings, quoted, type Taker, taker } from '../json/taker.ts';
import type { Json } from '../json/types.ts';
import { trustedKey } from './key.ts';
import { parseTime } from './time.ts';
import type { TrustedChain, TrustedLog, TrustInstance, TrustMode, TrustRoot, Validity } from './types.ts';

const CLAUSE = 'Sigstore trusted root format';
const MEDIA_TYPES = new Set([
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot+json;version=0.2',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json',
]);
const MAX_AUTHORITIES = 64;
const MAX_CHAIN = 8;
const MAX_KEY = 8192;
const MAX_CERTIFICATE = 64 * 1024;
export const MAX_INSTANCES = 16;

/** What `make` gives, or its Malformed as a problem at a place. */
const guarded = <T>(to: Findings, place: string, make: () => T): T | undefined => {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    to.report('bad-value', place, error.message);
    return undefined;
  }
};

/** A missing start is not "since ever": it would let a key speak for times before it was made. */
const takeValidity = (from: Taker, to: Findings): Validity | undefined => {
  const range = from.object('validFor');
  if (range === undefined) return undefined;
  const moment = (name: string): number | undefined => {
    const written = range.text(name);
    const time = written === undefined ? undefined : parseTime(written);
    if (written !== undefined && time === undefined)
      to.report('bad-value', `${range.place}/${name}`, `${quoted(written)} is no time (RFC 3339)`);
    return time;
  };
  const start = moment('start');
  const end = range.has('end') ? moment('end') : undefined;
  if (start === undefined || (range.has('end') && end === undefined)) return undefined;
  return { start, end };
};

const takeLog = (from: Taker, to: Findings): TrustedLog | undefined => {
  const baseUrl = from.text('baseUrl');
  const hash = from.text('hashAlgorithm');
  if (hash !== undefined && hash !== 'SHA2_256')
    to.report(
      'unsupported',
      `${from.place}/hashAlgorithm`,
      `${quoted(hash)} is not accepted; logs hash with SHA2_256`,
    );
  const logId = from.object('logId')?.bytes('keyId', 64);
  const written = from.object('publicKey');
  const raw = written?.bytes('rawBytes', MAX_KEY);
  const details = written?.text('keyDetails');
  const validity = written && takeValidity(written, to);
  if (written === undefined || raw === undefined || details === undefined) return undefined;
  const key = guarded(to, written.place, () => trustedKey(raw, details));
  if (baseUrl === undefined || logId === undefined || validity === undefined || key === undefined)
    return undefined;
  return { ...key, baseUrl, logId, validity };
};

const takeChain = (from: Taker, to: Findings): TrustedChain | undefined => {
  const uri = from.optionalText('uri') ?? '';
  const validity = takeValidity(from, to);
  const items = from.object('certChain')?.objects('certificates', MAX_CHAIN) ?? [];
  const certificates = items.flatMap((item): readonly Certificate[] => {
    const raw = item.bytes('rawBytes', MAX_CERTIFICATE);
    const certificate = raw && guarded(to, item.place, () => readCertificate(raw));
    return certificate === undefined ? [] : [certificate];
  });
  const [first, ...rest] = certificates;
  if (first === undefined) to.report('missing', `${from.place}/certChain`, 'the chain has no certificate');
  if (first === undefined || validity === undefined) return undefined;
  return { uri, certificates: [first, ...rest], validity };
};

const nameOf = (uri: string): string => {
  try {
    return new URL(uri).host;
  } catch {
    return uri === '' ? 'unnamed' : uri;
  }
};

const takeInstance = (from: Taker, to: Findings): TrustInstance | undefined => {
  const mediaType = from.text('mediaType');
  if (mediaType !== undefined && !MEDIA_TYPES.has(mediaType))
    to.report(
      'unsupported',
      `${from.place}/mediaType`,
      `${quoted(mediaType)} is no trusted root of a known version`,
    );
  const all = <T>(name: string, take: (item: Taker, to: Findings) => T | undefined): readonly T[] =>
    (from.has(name) ? from.objects(name, MAX_AUTHORITIES) : []).flatMap((item) => {
      const taken = take(item, to);
      return taken === undefined ? [] : [taken];
    });
  const authorities = all('certificateAuthorities', takeChain);
  const logs = all('tlogs', takeLog);
  const ctLogs = all('ctlogs', takeLog);
  const timestampAuthorities = all('timestampAuthorities', takeChain);
  const uri = authorities[0]?.uri ?? logs[0]?.baseUrl ?? timestampAuthorities[0]?.uri;
  if (uri === undefined) to.report('missing', from.place, 'it names no authority and no log');
  return { name: nameOf(uri ?? ''), authorities, logs, ctLogs, timestampAuthorities };
};

/** The documents of a file: one, or one a line (as `gh attestation trusted-root` writes them). */
const documents = (bytes: Uint8Array): Reading<readonly Json[]> => {
  const whole = readJson(bytes);
  if (whole.kind === 'read') return { kind: 'read', value: [whole.value] };
  if (whole.problems[0].code !== 'syntax') return whole;
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .split('\n', MAX_INSTANCES + 2)
    .filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.length > MAX_INSTANCES) return whole;
  const values: Json[] = [];
  for (const line of lines) {
    const reading = readJson(Buffer.from(line));
    if (reading.kind === 'invalid') return whole;
    values.push(reading.value);
  }
  return { kind: 'read', value: values };
};

/**
 * Reads a Sigstore trusted root (JSON), or several, one a line: instances that belong to different people. Every key and
 * authority must say since when it is valid. Nothing that cannot be used is passed over: it makes the root unusable.
 * Never throws.
 */
export const readTrustRoot = (bytes: Uint8Array, mode: TrustMode): Reading<TrustRoot> => {
  const read = documents(bytes);
  if (read.kind === 'invalid') return read;
  const to = findings(CLAUSE);
  return to.conclude(() => {
    const several = read.value.length > 1;
    const [first, ...others] = read.value.flatMap((value, index) => {
      const from = taker(value, several ? `/${index}` : '', to);
      const instance = from && takeInstance(from, to);
      return instance === undefined ? [] : [instance];
    });
    return first === undefined
      ? undefined
      : { mode, sha256: hex(sha256(bytes)), instances: [first, ...others] };
  });
};
