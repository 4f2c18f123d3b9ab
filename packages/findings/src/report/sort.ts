import { compareLocation, compareOptional, compareText } from '../order/compare.ts';
import { compareConfidence, compareSeverity } from '../order/severity.ts';
import type { Examination, Finding, Subject, Unknown } from '../types.ts';

/** Ties on everything that is read first are broken by all the rest, so that the order of the input never shows. */
const compareWhole = (a: unknown, b: unknown): number => compareText(JSON.stringify(a), JSON.stringify(b));

const compareSubject = (a: Subject, b: Subject): number =>
  compareText(a.path, b.path) ||
  compareText(a.kind, b.kind) ||
  compareOptional(a.sha256, b.sha256, compareText);

/** Worst first, then by rule, place and message. */
const compareFinding = (a: Finding, b: Finding): number =>
  compareSeverity(a.severity ?? a.rule.severity, b.severity ?? b.rule.severity) ||
  compareText(a.rule.id, b.rule.id) ||
  compareLocation(a.locations[0], b.locations[0]) ||
  compareText(a.message, b.message) ||
  compareConfidence(a.confidence ?? a.rule.confidence, b.confidence ?? b.rule.confidence) ||
  compareWhole(a, b);

const compareUnknown = (a: Unknown, b: Unknown): number =>
  compareText(a.rule.id, b.rule.id) ||
  compareLocation(a.location, b.location) ||
  compareText(a.reason, b.reason) ||
  compareWhole(a, b);

const sortOne = (examination: Examination): Examination => ({
  subject: examination.subject,
  judged: [...new Set(examination.judged)].sort(compareText),
  findings: [...examination.findings].sort(compareFinding),
  unknowns: [...examination.unknowns].sort(compareUnknown),
});

/** The same examinations in the one order that reports have. */
export const sortExaminations = (examinations: readonly Examination[]): readonly Examination[] =>
  examinations.map(sortOne).sort((a, b) => compareSubject(a.subject, b.subject) || compareWhole(a, b));
