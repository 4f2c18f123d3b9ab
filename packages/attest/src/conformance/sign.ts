import { hash } from 'node:crypto';
import { readStatement } from '../statement/read.ts';
import { PUBLIC_SERVICES, readSigningConfig, type SigningServices } from '../sign/config.ts';
import { SignError } from '../sign/error.ts';
import { keylessSigner } from '../sign/keyless.ts';
import { signPlain } from '../sign/plain.ts';
import type { SigningPorts } from '../sign/types.ts';
import type { TrustRoot } from '../trust/types.ts';
import type { SignRequest } from './arguments.ts';

const STAGING: SigningServices = {
  fulcio: 'https://fulcio.sigstage.dev',
  witnesses: {
    log: { url: 'https://rekor.sigstage.dev', version: 1 },
    timestamps: 'https://timestamp.sigstage.dev/api/v1/timestamp',
  },
};

const servicesOf = (config: Uint8Array | undefined, staging: boolean, now: number): SigningServices => {
  if (config === undefined) return staging ? STAGING : PUBLIC_SERVICES;
  const read = readSigningConfig(config, now);
  if (read.kind === 'read') return read.value;
  throw new SignError('bad-statement', `the signing configuration: ${read.problems[0].message}`);
};

/** What a statement is about, as far as this client has to see that it verifies: its first subject. */
const subjectOf = (bytes: Uint8Array) => {
  const read = readStatement(bytes);
  const sha256 = read.kind === 'read' ? read.value.subjects[0]?.digest.get('sha256') : undefined;
  if (sha256 === undefined)
    throw new SignError('bad-statement', 'the file is no in-toto statement about a SHA-256');
  return { digests: { sha256 } };
};

/** Makes the bundle that `sign-bundle` asks for. Throws SignError. */
export const signForConformance = (
  request: SignRequest,
  files: { readonly bytes: Uint8Array; readonly config: Uint8Array | undefined },
  trust: TrustRoot,
  ports: SigningPorts,
): Promise<string> => {
  const services = servicesOf(files.config, request.staging, ports.now());
  const token = (): Promise<string> => Promise.resolve(request.token);
  const { bytes } = files;
  return signPlain(ports, {
    bytes,
    as: request.inToto ? 'statement' : 'message',
    signer: keylessSigner(ports, { url: services.fulcio, token }),
    witnesses: services.witnesses,
    trust,
    artifact: request.inToto ? subjectOf(bytes) : { digests: { sha256: hash('sha256', bytes, 'hex') } },
  });
};
