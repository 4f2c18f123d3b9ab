export { examineDatabase, OLD_RECORDS, policiesInTree, withoutDatabase } from './database.ts';
export { type Admitted, type Admitter, admitter } from './admitted/admitted.ts';
export { demandSomething } from './demand.ts';
export { type AuditBench, examineInput } from './examine.ts';
export { databaseFact, daysSince } from './facts.ts';
export { type Settled, settle } from './settle.ts';
