import { type ExpectedSubject, validate } from '@custody/sbom';
import type { Selection } from '../select/select.ts';
import { type Ledger, record } from './apply.ts';

/** Judges one SBOM by every selected rule about documents. */
export const judgeDocument = async (
  bytes: Uint8Array,
  place: { readonly file: string; readonly entry?: string; readonly subject?: ExpectedSubject },
  selection: Selection,
  ledger: Ledger,
): Promise<void> => {
  const { judgements } = await validate(bytes, place);
  record(ledger, judgements, selection);
};
