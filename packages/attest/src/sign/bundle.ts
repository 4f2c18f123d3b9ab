import type { Json } from '../json/types.ts';
import { member } from '../json/value.ts';
import { canonicalJson } from '../authority/canonical.ts';
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

/** Sigstore bundle 0.3: what stands in a `.sigstore.json` file. */
export const writeBundle = ({ envelope, entries, timestamps }: WitnessedEnvelope): string => {
  const { key } = envelope;
  return `${canonicalJson({
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
    dsseEnvelope: envelopeJson(envelope),
  })}\n`;
};

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
