import type { Json } from '../json/types.ts';
import { member } from '../json/value.ts';
import { canonicalJson, type Writable } from '../authority/canonical.ts';
import type { Signed, VerificationKey } from './types.ts';
import { envelopeJson, type SignedEnvelope } from './witness.ts';

/** A signed envelope with what its witnesses said. */
export type WitnessedEnvelope = {
  readonly envelope: SignedEnvelope;
  /** As bundles write them. */
  readonly entries: readonly Json[];
  /** TimeStampResp, DER in base64. */
  readonly timestamps: readonly string[];
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

type Witnessed = Pick<WitnessedEnvelope, 'entries' | 'timestamps'>;

const bundleOf = (
  key: VerificationKey,
  { entries, timestamps }: Witnessed,
  content: { readonly [member: string]: Writable },
): string =>
  `${canonicalJson({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      ...(key.kind === 'certificate'
        ? { certificate: { rawBytes: base64(key.leaf) } }
        : { publicKey: { hint: key.hint } }),
      tlogEntries: entries,
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map((signedTimestamp) => ({ signedTimestamp })),
      },
    },
    ...content,
  })}\n`;

/** Sigstore bundle 0.3: what stands in a `.sigstore.json` file. */
export const writeBundle = ({ envelope, ...witnessed }: WitnessedEnvelope): string =>
  bundleOf(envelope.key, witnessed, { dsseEnvelope: envelopeJson(envelope) });

/** As `writeBundle`, of a signature over a file itself, by its SHA-256 (lower-case hex). */
export const writeMessageBundle = (
  sha256: string,
  { signature, key }: Signed,
  witnessed: Witnessed,
): string =>
  bundleOf(key, witnessed, {
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: Buffer.from(sha256, 'hex').toString('base64') },
      signature: base64(signature),
    },
  });

/** PEP 740 attestation object, version 1; `timestamps` is the draft of the next and only there where it is needed. */
export const writeAttestation = ({
  envelope,
  entries,
  timestamps,
}: WitnessedEnvelope): string | undefined => {
  const { key, payload, signature } = envelope;
  // Rekor v1 promises a time itself; indexes of today refuse a member that they do not know.
  const timeless = entries.some((entry) => member(entry, 'inclusionPromise') === undefined);
  if (key.kind !== 'certificate' || entries.length === 0) return undefined;
  return `${canonicalJson({
    version: 1,
    verification_material: {
      certificate: base64(key.leaf),
      transparency_entries: entries,
      timestamps: timeless && timestamps.length > 0 ? timestamps : undefined,
    },
    envelope: { statement: base64(payload), signature: base64(signature) },
  })}\n`;
};
