import type { Evidence } from '../bundle/types.ts';
import { type Certificate, readLeaf } from '../certificate/certificate.ts';
import { sameBytes } from '../crypto/digest.ts';
import { Malformed } from '../der/read.ts';
import { quoted } from '../json/taker.ts';
import { judgePublisher } from '../pep740/publisher.ts';
import { judgeTimestamp } from '../timestamp/judge.ts';
import type { TrustInstance, TrustRoot } from '../trust/types.ts';
import { digestsOf } from './artifact.ts';
import { judgeCertified, mayIssue } from './certified.ts';
import { CLAUSE } from './clauses.ts';
import { judgeSignature, signatureOf, signedOf } from './content.ts';
import { type SigningKey, signingKey } from './key.ts';
import { judgeLog, judgeLogTimes } from './log.ts';
import { judgeStatement } from './subject.ts';
import { type Trace, trace } from './trace.ts';
import type { Signer, VerifiedTime, VerifyInput, Verification } from './types.ts';

/** Instances whose authority the certificate names as its issuer; where none is named, the first one says so. */
const instancesFor = (evidence: Evidence, { instances }: TrustRoot): readonly TrustInstance[] => {
  const [first] = instances;
  if (evidence.key.kind !== 'certificate') {
    const [entry] = evidence.entries;
    const known = instances.filter(({ logs }) =>
      entry === undefined ? false : logs.some(({ logId }) => sameBytes(logId, entry.logId)),
    );
    return known.length === 0 ? [first] : known;
  }
  let leaf: Certificate;
  try {
    leaf = readLeaf(evidence.key.leaf);
  } catch (error) {
    if (error instanceof Malformed) return [first];
    throw error;
  }
  const named = instances.filter(({ authorities }) => authorities.some((chain) => mayIssue(leaf, chain)));
  return named.length === 0 ? [first] : named;
};

const judgeTimestamps = (evidence: Evidence, instance: TrustInstance, to: Trace): readonly VerifiedTime[] => {
  const { content, timestamps } = evidence;
  const signature = content.kind === 'message' ? content.signature : signatureOf(content.envelope);
  const repeated = timestamps.some((bytes, index) =>
    timestamps.slice(0, index).some((other) => sameBytes(bytes, other)),
  );
  if (repeated) to.judge('timestamp', CLAUSE.timestamp, 'the same timestamp is there twice', '');
  return timestamps.flatMap((bytes, index) => {
    const label = timestamps.length === 1 ? 'timestamp' : `timestamp ${index + 1}`;
    const verdict = judgeTimestamp(bytes, signature, instance.timestampAuthorities);
    const problem = verdict.kind === 'fails' ? `${label}: ${verdict.why}` : undefined;
    const authority = verdict.kind === 'holds' ? verdict.authority.uri || instance.name : '';
    to.judge('timestamp', CLAUSE.timestamp, problem, `${label}: ${authority} saw the signature`);
    return verdict.kind === 'holds'
      ? [{ source: 'timestamp-authority', authority, time: verdict.time } as const]
      : [];
  });
};

/** A certificate lives for minutes: without a proven time nothing says that the signature was made while it did. */
const judgeTimes = (times: readonly VerifiedTime[], needed: boolean, now: number, to: Trace): void => {
  const late = times.find(({ time }) => time > now);
  if (times.length === 0 && !needed) return;
  const problem =
    times.length === 0
      ? 'no log and no timestamp authority proves when the signature was made'
      : late === undefined
        ? undefined
        : `${late.authority} says that the signature was made in the future, at ${new Date(late.time).toISOString()}`;
  to.judge(
    'signing-time',
    CLAUSE.time,
    problem,
    `${times.length} proven time${times.length === 1 ? '' : 's'} of signing`,
  );
};

const judgeClaimedPublisher = (evidence: Evidence, key: SigningKey, to: Trace): void => {
  const { publisher } = evidence;
  if (publisher === undefined) return;
  const identity = key.kind === 'certificate' ? key.identity : undefined;
  if (identity === undefined) {
    to.unjudged('publisher', CLAUSE.publisher, 'there is no identity to hold the publisher against');
    return;
  }
  const { known, mismatch, unproven } = judgePublisher(publisher, identity);
  if (!known)
    to.unjudged(
      'publisher',
      CLAUSE.publisher,
      `publishers of kind ${quoted(publisher.kind)} are not known here`,
    );
  else
    to.judge(
      'publisher',
      CLAUSE.publisher,
      mismatch === undefined
        ? undefined
        : `the certificate is not of the publisher that the index names: ${mismatch}`,
      `the certificate is of the ${publisher.kind} publisher that the index names`,
    );
  if (known && unproven.length > 0) {
    const names = unproven.map(quoted).join(', ');
    to.unjudged(
      'publisher-claims',
      CLAUSE.publisher,
      `the index also says ${names}, which the certificate does not show`,
      false,
    );
  }
};

const held = (to: Trace, ...ids: readonly string[]): boolean =>
  to.steps.every(({ id, outcome }) => outcome === 'holds' || !ids.includes(id));

const signerOf = (key: SigningKey, to: Trace): Signer | undefined => {
  if (key.kind === 'key') return { kind: 'key', fingerprint: key.fingerprint };
  const ids = ['certificate-form', 'certificate-profile', 'certificate-chain', 'certificate-validity'];
  if (key.identity === undefined || !held(to, ...ids, 'certificate-transparency', 'signing-time'))
    return undefined;
  return { kind: 'certificate', ...key.identity };
};

const verifyWith = async (instance: TrustInstance, input: VerifyInput): Promise<Verification> => {
  const { artifact, evidence, now, keys = [] } = input;
  const to = trace();
  const digests = digestsOf(artifact);
  const key = signingKey(evidence, keys, to);
  const certified = evidence.key.kind === 'certificate';
  const signed = key && signedOf(evidence.content, key, digests);
  const logged = judgeLog(evidence.entries, instance, signed, certified && instance.logs.length > 0, to);
  const stamped = judgeTimestamps(evidence, instance, to);
  const times = [...logged.flatMap(({ time }) => (time === undefined ? [] : [time])), ...stamped];
  judgeTimes(times, certified, now, to);
  judgeLogTimes(logged, times, to);
  if (key?.kind === 'certificate') judgeCertified(key.leaf, instance, times, to);
  const good =
    key !== undefined && (await judgeSignature(evidence.content, key, artifact.bytes, digests, to));
  const { statement, subject } = judgeStatement(evidence, digests, artifact.name, to);
  if (key !== undefined) judgeClaimedPublisher(evidence, key, to);
  const proven = good && held(to, 'payload-type');
  return {
    outcome: to.outcome(),
    steps: to.steps,
    instance: instance.name,
    signer: key !== undefined && good ? signerOf(key, to) : undefined,
    statement: proven ? statement : undefined,
    subject: proven ? subject : undefined,
    times,
    entries: logged.map(({ entry }) => entry),
  };
};

/**
 * Verifies one piece of evidence about one artifact against a trust root, without the network: certificate, log entries,
 * timestamps, signature, statement and subject; every check is a step of the trace. Which signer is the right one is for a policy.
 * Bad evidence is reported, never thrown; RangeError is for an artifact that is named by no digest.
 */
export const verifyEvidence = async (input: VerifyInput): Promise<Verification> => {
  let first: Verification | undefined;
  for (const instance of instancesFor(input.evidence, input.trust)) {
    const verification = await verifyWith(instance, input);
    if (verification.outcome === 'holds') return verification;
    first ??= verification;
  }
  return first ?? verifyWith(input.trust.instances[0], input);
};
