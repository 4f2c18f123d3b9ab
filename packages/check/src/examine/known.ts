import { NO_DATABASE } from '@custody/audit';
import type { Subject } from '@custody/findings';
import type { CollectedArtifact } from '../audit/types.ts';
import type { Selection } from '../select/select.ts';
import type { Ledger } from './apply.ts';
import type { Advisories } from './task.ts';

type Told = Pick<Subject, 'inventory' | 'facts'>;

/** What is held against advisories: how it is collected, only where there is something to hold it against. */
export type Known = {
  readonly file: string;
  readonly advisories: Advisories | undefined;
  readonly selection: Selection;
  readonly ledger: Ledger;
  readonly collect: () => CollectedArtifact | Promise<CollectedArtifact>;
};

/**
 * Judges what is known against the components of a subject. Without a store that is one unknown, which nobody demanded an answer to; nothing
 * is collected, and none of the code for it is loaded.
 */
export const judgeKnown = async (known: Known): Promise<Told> => {
  const { file, advisories, selection, ledger, collect } = known;
  if (advisories === undefined) return {};
  const leave = (reason: string): Told => {
    if (selection.has(NO_DATABASE.id))
      ledger.unknowns.push({ rule: NO_DATABASE, reason, location: { file }, required: false });
    return {};
  };
  if (advisories.kind === 'none') return leave(advisories.reason);
  const { examineKnown } = await import('./known-store.ts');
  const examined = examineKnown(advisories.path, await collect());
  if (examined.kind === 'unusable') return leave(examined.reason);
  const { judged, findings, unknowns, subject } = examined.examination;
  ledger.judged.push(...judged.filter((id) => selection.has(id)));
  ledger.findings.push(...findings.filter(({ rule }) => selection.has(rule.id)));
  ledger.unknowns.push(...unknowns.filter(({ rule }) => selection.has(rule.id)));
  return {
    ...(subject.inventory === undefined ? {} : { inventory: subject.inventory }),
    ...(subject.facts === undefined ? {} : { facts: subject.facts.slice(1) }),
  };
};
