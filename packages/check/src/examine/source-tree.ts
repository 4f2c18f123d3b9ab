import type { Examination } from '@custody/findings';
import type { Selection } from '../select/select.ts';
import type { Ledger } from './apply.ts';

export const examineSourceTree = (file: string, _selection: Selection, ledger: Ledger): Examination => ({
  subject: { kind: 'source-tree', path: file },
  ...ledger,
});
