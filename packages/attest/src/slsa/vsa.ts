import type { KeyObject } from 'node:crypto';
import type { Envelope, Reading } from '../bundle/types.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { type Findings, findings, quoted, type Taker, taker } from '../json/taker.ts';
import { VSA_PREDICATE } from '../policy/predicates.ts';
import { IN_TOTO_PAYLOAD_TYPE } from '../statement/read.ts';
import type { Statement } from '../statement/types.ts';
import { signWith } from '../crypto/encodings.ts';

export const VSA_CLAUSE = 'SLSA 1.2, Verification Summary Attestation, How to verify';

/** A verification summary: what somebody verified of an artifact, and found. */
export type VerificationSummary = {
  readonly verifierId: string;
  /** RFC 3339. */
  readonly timeVerified: string | undefined;
  readonly resourceUri: string;
  readonly policyUri: string;
  readonly policySha256: string | undefined;
  readonly result: 'PASSED' | 'FAILED';
  /** `SLSA_BUILD_LEVEL_3` and verified properties, as written. */
  readonly levels: readonly string[];
  readonly inputs: readonly { readonly uri: string | undefined; readonly sha256: string }[];
  readonly slsaVersion: string | undefined;
};

const MAX_LEVELS = 64;
const MAX_INPUTS = 10_000;
const TRACK = /^SLSA_([A-Z]+)_LEVEL_(\d{1,2})$/;

/** The level of a track that a summary claims; each level implies those below it. */
export const levelOf = (levels: readonly string[], track: string): number | undefined => {
  const found = levels.flatMap((one) => {
    const match = TRACK.exec(one);
    return match?.[1] === track ? [Number(match[2])] : [];
  });
  // More than one level of a track is not allowed, and which of them is meant nobody can say.
  return found.length === 1 ? found[0] : undefined;
};

const texts = (from: Taker, name: string, max: number, to: Findings): readonly string[] =>
  (from.list(name, max) ?? []).flatMap((item, index) => {
    if (typeof item === 'string') return [item];
    to.report('wrong-type', `${from.place}/${name}/${index}`, 'a string is expected');
    return [];
  });

/** Reads a verification summary from a statement. Never throws. */
export const readVsa = ({ predicateType, predicate }: Statement): Reading<VerificationSummary> => {
  const to = findings(VSA_CLAUSE);
  if (predicateType !== VSA_PREDICATE)
    to.report('unsupported', '/predicateType', `${quoted(predicateType)} is no verification summary`);
  const from = taker(predicate, '/predicate', to);
  return to.conclude(() => {
    const verifierId = from?.object('verifier')?.text('id');
    const resourceUri = from?.text('resourceUri');
    const policy = from?.object('policy');
    const policyUri = policy?.text('uri');
    const result = from?.text('verificationResult');
    const levels = from === undefined ? [] : texts(from, 'verifiedLevels', MAX_LEVELS, to);
    for (const track of ['BUILD', 'SOURCE'])
      if (levels.filter((one) => TRACK.exec(one)?.[1] === track).length > 1)
        to.report('bad-value', '/predicate/verifiedLevels', `more than one level of the track ${track}`);
    if (result !== undefined && result !== 'PASSED' && result !== 'FAILED')
      to.report(
        'bad-value',
        '/predicate/verificationResult',
        `${quoted(result)} is neither PASSED nor FAILED`,
      );
    const inputs =
      from?.has('inputAttestations') === true
        ? from.objects('inputAttestations', MAX_INPUTS).flatMap((item) => {
            const sha256 = item.object('digest')?.text('sha256');
            return sha256 === undefined ? [] : [{ uri: item.optionalText('uri'), sha256 }];
          })
        : [];
    if (
      from === undefined ||
      verifierId === undefined ||
      resourceUri === undefined ||
      policyUri === undefined
    )
      return undefined;
    if (result !== 'PASSED' && result !== 'FAILED') return undefined;
    return {
      verifierId,
      timeVerified: from.optionalText('timeVerified'),
      resourceUri,
      policyUri,
      policySha256: policy?.optionalObject('digest')?.optionalText('sha256'),
      result,
      levels,
      inputs,
      slsaVersion: from.optionalText('slsaVersion'),
    };
  });
};

/** Makes the statement of a verification summary about files: an in-toto statement v1, as the bytes that are to be signed. */
export const makeVsa = (
  subjects: readonly { readonly name: string; readonly sha256: string }[],
  summary: VerificationSummary,
): Buffer => {
  const {
    verifierId,
    timeVerified,
    resourceUri,
    policyUri,
    policySha256,
    result,
    levels,
    inputs,
    slsaVersion,
  } = summary;
  return Buffer.from(
    JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
      predicateType: VSA_PREDICATE,
      predicate: {
        verifier: { id: verifierId },
        ...(timeVerified === undefined ? {} : { timeVerified }),
        resourceUri,
        policy: {
          uri: policyUri,
          ...(policySha256 === undefined ? {} : { digest: { sha256: policySha256 } }),
        },
        inputAttestations: inputs.map(({ uri, sha256 }) => ({
          ...(uri === undefined ? {} : { uri }),
          digest: { sha256 },
        })),
        verificationResult: result,
        verifiedLevels: result === 'FAILED' ? ['FAILED'] : levels,
        ...(slsaVersion === undefined ? {} : { slsaVersion }),
      },
    }),
  );
};

/** Signs a statement with a key in hand, as a DSSE envelope. ECDSA signatures are DER unless asked otherwise. */
export const signVsa = (
  statement: Uint8Array,
  key: { readonly privateKey: KeyObject; readonly keyid: string },
  encoding: 'der' | 'ieee-p1363' = 'der',
): Envelope => ({
  payloadType: IN_TOTO_PAYLOAD_TYPE,
  payload: statement,
  signatures: [
    {
      keyid: key.keyid,
      signature: signWith(key.privateKey, preAuthEncoding(IN_TOTO_PAYLOAD_TYPE, statement), encoding),
    },
  ],
});

/** The envelope as JSON: what stands in a file. */
export const writeEnvelope = ({ payloadType, payload, signatures }: Envelope): string =>
  `${JSON.stringify({
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: signatures.map(({ keyid, signature }) => ({
      keyid,
      sig: Buffer.from(signature).toString('base64'),
    })),
  })}\n`;
