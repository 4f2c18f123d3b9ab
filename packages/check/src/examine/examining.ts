import type { Subject } from '@custody/findings';
import type { FileSource } from '@custody/host';
import type { Selection } from '../select/select.ts';
import type { Ledger } from './apply.ts';
import type { Advisories } from './task.ts';

/** What an examiner of one kind is given. */
export type Examining = {
  readonly source: FileSource;
  /** The path as the person named it. */
  readonly file: string;
  readonly selection: Selection;
  readonly ledger: Ledger;
  /** Absent: nothing is held against advisories. */
  readonly advisories: Advisories | undefined;
  readonly progress: (bytes: number) => void;
  readonly signal: AbortSignal;
};

/** What it found out about the subject beside what the ledger holds. */
export type Described = Pick<Subject, 'name' | 'version' | 'facts' | 'inventory'>;
