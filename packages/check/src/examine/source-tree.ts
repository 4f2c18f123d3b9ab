import { join } from 'node:path';
import type { Examination } from '@custody/findings';
import { HostError, readWhole } from '@custody/host';
import { parsePyproject } from '@custody/python';
import { readable } from '../rules/file/index.ts';
import { projectRules } from '../rules/project/index.ts';
import type { Selection } from '../select/select.ts';
import { apply, type Ledger } from './apply.ts';

const MAX_PYPROJECT = 16 * 1024 * 1024;

/** Examines a source tree: its pyproject.toml, which is read and never obeyed. */
export const examineSourceTree = (path: string, selection: Selection, ledger: Ledger): Examination => {
  const file = join(path, 'pyproject.toml');
  const subject = { kind: 'source-tree', path } as const;
  try {
    const parsed = parsePyproject(readWhole(file, MAX_PYPROJECT));
    apply(ledger, projectRules, { file, parsed }, selection);
    return { subject: { ...subject, facts: ['pyproject.toml'] }, ...ledger };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    ledger.judged.push(readable.id);
    ledger.unknowns.push({ rule: readable, reason: error.message, location: { file } });
    return { subject, ...ledger };
  }
};
