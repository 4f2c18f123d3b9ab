import { admitter, assessor, examineInput, openStore, StoreError } from '@custody/audit';
import type { Examination } from '@custody/findings';
import { notesOf } from '../audit/noted.ts';
import type { CollectedArtifact } from '../audit/types.ts';

export type ExaminedKnown =
  | { readonly kind: 'examined'; readonly examination: Examination }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Holds what was collected against the store of that file. Opened for each subject: a run reads a page or two of it. */
export const examineKnown = (store: string, { input, problems }: CollectedArtifact): ExaminedKnown => {
  try {
    const opened = openStore(store);
    try {
      const bench = {
        assess: assessor(opened),
        admit: admitter(opened.find),
        status: opened.status,
        strict: false,
      };
      const examination = examineInput(input, bench);
      const findings = [...examination.findings, ...notesOf(input.path, problems)];
      return { kind: 'examined', examination: { ...examination, findings } };
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'unusable', reason: error.message };
    throw error;
  }
};
