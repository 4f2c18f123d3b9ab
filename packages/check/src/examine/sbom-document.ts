import { type ExpectedSubject, validate } from '@custody/sbom';
import type { Selection } from '../select/select.ts';
import type { Ledger } from './apply.ts';

/** Judges one SBOM by every selected rule about documents. */
export const judgeDocument = async (
  bytes: Uint8Array,
  place: { readonly file: string; readonly entry?: string; readonly subject?: ExpectedSubject },
  selection: Selection,
  ledger: Ledger,
): Promise<void> => {
  const { judgements } = await validate(bytes, place);
  for (const { rule, findings, unknowns } of judgements) {
    if (!selection.has(rule.id)) continue;
    ledger.judged.push(rule.id);
    ledger.findings.push(...findings);
    ledger.unknowns.push(...unknowns);
  }
};
