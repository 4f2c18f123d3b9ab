import type { Json } from '../json/types.ts';

/** One thing that a statement is about. */
export type StatementSubject = {
  /** Absent in v1 statements that name subjects only by digest. */
  readonly name: string | undefined;
  readonly uri: string | undefined;
  /** Lower-case hex by algorithm name. */
  readonly digest: ReadonlyMap<string, string>;
};

/** An in-toto statement (v0.1 or v1). */
export type Statement = {
  readonly version: '0.1' | '1';
  readonly subjects: readonly StatementSubject[];
  readonly predicateType: string;
  /** `undefined` where the statement has none. PEP 740's publish predicate is `null`. */
  readonly predicate: Json | undefined;
};
