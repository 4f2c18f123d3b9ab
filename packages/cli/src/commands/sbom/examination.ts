import type { Examination, Judgement, Subject } from '@custody/findings';

/** What a set of judgements says of one subject. */
export const examinationOf = (subject: Subject, judgements: readonly Judgement[]): Examination => ({
  subject,
  judged: judgements.map(({ rule }) => rule.id),
  findings: judgements.flatMap(({ findings }) => findings),
  unknowns: judgements.flatMap(({ unknowns }) => unknowns),
});
