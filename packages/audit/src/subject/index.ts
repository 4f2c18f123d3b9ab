export { audited, inapplicable, subjectsOf, unaudited } from './account.ts';
export { type AccountCounts, countAccounts } from './count.ts';
export { dependencyPath, indexSubjects, type SubjectIndex } from './path.ts';
export type {
  Accounted,
  AuditInput,
  Entry,
  Evidence,
  EvidenceKind,
  IndexStatement,
  ProjectStatus,
  Subject,
  SubjectLocation,
  SubjectSource,
  UnauditedReason,
} from './types.ts';
