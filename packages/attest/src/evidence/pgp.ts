import type { PgpKeyring } from '../pgp/keyring.ts';
import { verifyPgp } from '../pgp/verify.ts';
import type { Step, StepOutcome } from '../types.ts';
import type { ProvenSigner } from '../identity/types.ts';
import type { ExaminedEvidence } from './types.ts';

const examined = (
  place: string,
  outcome: StepOutcome,
  steps: readonly Step[],
  signer?: ProvenSigner,
): ExaminedEvidence => ({
  kind: 'verified',
  place,
  format: { kind: 'pgp' },
  verification: {
    outcome,
    steps,
    instance: '',
    signer,
    statement: undefined,
    subject: undefined,
    times: [],
    entries: [],
  },
});

const unjudged = (place: string, message: string): readonly ExaminedEvidence[] => [
  examined(place, 'unjudged', [
    { id: 'pgp-signature', outcome: 'unjudged', message, clause: 'RFC 9580, 5.2' },
  ]),
];

/** Looks at detached OpenPGP signatures over a file, each a piece of evidence of its own. `data` is the file's bytes. */
export const examinePgp = (
  file: { readonly path: string; readonly bytes: Uint8Array },
  {
    data,
    keyring,
    now,
  }: {
    readonly data: Uint8Array | undefined;
    readonly keyring: PgpKeyring | undefined;
    readonly now: number;
  },
): readonly ExaminedEvidence[] => {
  const { path, bytes } = file;
  if (keyring === undefined) return unjudged(path, 'no OpenPGP key is at hand to judge this signature by');
  if (data === undefined) return unjudged(path, 'the bytes of the file are not at hand, or are too many');
  const { signatures } = verifyPgp({ data, signature: bytes, keyring, now });
  // Other tools name their signatures `.sig`, too.
  if (
    path.endsWith('.sig') &&
    signatures.every(({ steps }) => steps.every(({ id }) => id === 'pgp-signature-form'))
  )
    return unjudged(path, 'it is no OpenPGP signature; what else it may be is not known');
  return signatures.map(({ outcome, steps, signer }, index) => {
    const place = signatures.length === 1 ? path : `${path} (${index + 1} of ${signatures.length})`;
    const by = outcome === 'holds' && signer !== undefined;
    return examined(place, outcome, steps, by ? { kind: 'pgp', fingerprint: signer.fingerprint } : undefined);
  });
};
