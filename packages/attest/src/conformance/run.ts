import { readBundle } from '../bundle/read.ts';
import type { Reading } from '../bundle/types.ts';
import { SignError } from '../sign/error.ts';
import type { SigningPorts } from '../sign/types.ts';
import { embeddedTrustRoot, stagingTrustRoot } from '../trust/embedded.ts';
import { readPublicKey } from '../trust/managed.ts';
import { readTrustRoot } from '../trust/read.ts';
import type { TrustRoot } from '../trust/types.ts';
import type { ArtifactFacts, Verification } from '../verify/types.ts';
import { verifyEvidence } from '../verify/verify.ts';
import { type ConformanceRequest, parseConformanceArguments, parseSignArguments } from './arguments.ts';
import { signForConformance } from './sign.ts';

/** What the adapter needs of the outside world. `readFile` throws where there is no such file. */
export type ConformancePorts = {
  readonly readFile: (path: string) => Uint8Array;
  readonly exists: (path: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Only for `sign-bundle`. Absent: nothing is signed. */
  readonly signing?: SigningPorts;
  readonly writeFile?: (path: string, text: string) => void;
};

export type ConformanceResult = { readonly exitCode: 0 | 1 | 2; readonly lines: readonly string[] };

const DIGEST = /^sha256:([0-9a-f]{64})$/;

/** A path, unless it can only be a digest. */
const artifactOf = (text: string, { exists, readFile }: ConformancePorts): ArtifactFacts => {
  const digest = DIGEST.exec(text)?.[1];
  if (digest !== undefined && !exists(text)) return { digests: { sha256: digest } };
  return { digests: {}, bytes: readFile(text) };
};

const trustOf = async (
  request: Pick<ConformanceRequest, 'trustedRoot' | 'staging'>,
  ports: ConformancePorts,
): Promise<Reading<TrustRoot>> => {
  if (request.trustedRoot !== undefined)
    return readTrustRoot(ports.readFile(request.trustedRoot), { kind: 'file', path: request.trustedRoot });
  return { kind: 'read', value: request.staging ? await stagingTrustRoot() : embeddedTrustRoot() };
};

/** Exact, never a pattern. */
const expectationProblem = (
  { expected }: ConformanceRequest,
  { signer }: Verification,
): string | undefined => {
  if (expected.kind === 'key')
    return signer?.kind === 'key' ? undefined : 'the evidence is not signed by the key';
  if (signer?.kind !== 'certificate') return 'the evidence is not signed with a certificate';
  if (signer.subject.value !== expected.identity) return 'the certificate is for another identity';
  return signer.claims.issuer === expected.issuer ? undefined : 'the certificate names another issuer';
};

const refused = (what: string, reading: Reading<unknown>): readonly string[] =>
  reading.kind === 'read'
    ? []
    : reading.problems.map(({ place, message }) => `${what}: ${place === '' ? '' : `${place}: `}${message}`);

const runSign = async (args: readonly string[], ports: ConformancePorts): Promise<ConformanceResult> => {
  const request = parseSignArguments(args);
  if (typeof request === 'string') return { exitCode: 2, lines: [request] };
  const { signing, writeFile, readFile } = ports;
  if (signing === undefined || writeFile === undefined)
    return { exitCode: 2, lines: ['nothing is signed here: there is no network'] };
  const trust = await trustOf(request, ports);
  if (trust.kind === 'invalid') return { exitCode: 1, lines: refused('trust root', trust) };
  const config = request.signingConfig === undefined ? undefined : readFile(request.signingConfig);
  try {
    const files = { bytes: readFile(request.artifact), config };
    writeFile(request.bundle, await signForConformance(request, files, trust.value, signing));
  } catch (error) {
    if (error instanceof SignError) return { exitCode: 1, lines: [error.message] };
    throw error;
  }
  return { exitCode: 0, lines: [`holds: signed, verified and written: ${request.bundle}`] };
};

/**
 * Does what the public conformance suite for Sigstore clients asks for: `verify-bundle …` and `sign-bundle …` (sigstore-conformance,
 * CLI protocol). Exit code 0 only where the bundle is accepted, or was made and is. Verifying never uses the network.
 */
export const runConformance = async (
  args: readonly string[],
  ports: ConformancePorts,
): Promise<ConformanceResult> => {
  if (args[0] === 'sign-bundle') return runSign(args, ports);
  const request = parseConformanceArguments(args);
  if (typeof request === 'string') return { exitCode: 2, lines: [request] };
  const trust = await trustOf(request, ports);
  const bundle = readBundle(ports.readFile(request.bundle));
  const key =
    request.expected.kind === 'key' ? readPublicKey(ports.readFile(request.expected.path)) : undefined;
  if (trust.kind === 'invalid' || bundle.kind === 'invalid' || key?.kind === 'invalid') {
    const lines = [
      ...refused('trust root', trust),
      ...refused('bundle', bundle),
      ...(key ? refused('key', key) : []),
    ];
    return { exitCode: 1, lines };
  }
  const verification = await verifyEvidence({
    artifact: artifactOf(request.artifact, ports),
    evidence: bundle.value,
    trust: trust.value,
    keys: key === undefined ? [] : [key.value],
    now: ports.now,
  });
  const mismatch = expectationProblem(request, verification);
  const lines = verification.steps.map(({ id, outcome, message }) => `${outcome}: ${id}: ${message}`);
  return {
    exitCode: verification.outcome === 'holds' && mismatch === undefined ? 0 : 1,
    lines: mismatch === undefined ? lines : [...lines, `does-not-hold: ${mismatch}`],
  };
};
