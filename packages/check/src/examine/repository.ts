import type { Examination, RuleId } from '@custody/findings';
import { HostError } from '@custody/host';
import { checkoutRepository, examineRepository, REPOSITORY_RULES, repositoryView } from '@custody/pins';
import { readable } from '../rules/file/index.ts';
import type { Selection } from '../select/select.ts';
import type { Ledger } from './apply.ts';

/** Examines a checked out repository: what its builds and releases lean on. Nothing in it is executed or obeyed. */
export const examineCheckout = (path: string, selection: Selection, ledger: Ledger): Examination => {
  const only = new Set<RuleId>(REPOSITORY_RULES.map(({ rule }) => rule.id).filter((id) => selection.has(id)));
  try {
    const { examination } = examineRepository(repositoryView(checkoutRepository(path)), { path, only });
    return { ...examination, judged: [...ledger.judged, ...examination.judged] };
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    ledger.judged.push(readable.id);
    ledger.unknowns.push({ rule: readable, reason: error.message, location: { file: path } });
    return { subject: { kind: 'repository', path }, ...ledger };
  }
};
