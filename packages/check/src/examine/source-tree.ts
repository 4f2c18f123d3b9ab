import { join } from 'node:path';
import type { Examination } from '@custody/findings';
import { HostError, readWhole } from '@custody/host';
import { parsePyproject } from '@custody/python';
import type { Discovered } from '../discover/discover.ts';
import { readable } from '../rules/file/index.ts';
import { projectRules } from '../rules/project/index.ts';
import type { Selection } from '../select/select.ts';
import { apply, type Ledger } from './apply.ts';
import { judgeKnown } from './known.ts';
import type { Advisories } from './task.ts';

const MAX_PYPROJECT = 16 * 1024 * 1024;

/** Examines a source tree: its pyproject.toml, which is read and never obeyed. Where a lock speaks for it, the lock is what is audited. */
export const examineSourceTree = async (
  { path, lock }: Extract<Discovered, { kind: 'source-tree' }>,
  advisories: Advisories | undefined,
  selection: Selection,
  ledger: Ledger,
): Promise<Examination> => {
  const file = join(path, 'pyproject.toml');
  const subject = { kind: 'source-tree', path } as const;
  try {
    const bytes = readWhole(file, MAX_PYPROJECT);
    apply(ledger, projectRules, { file, parsed: parsePyproject(bytes) }, selection);
    const { facts = [], ...known } = await judgeKnown({
      file,
      advisories: lock === undefined ? advisories : undefined,
      selection,
      ledger,
      collect: async () => (await import('../audit/file.ts')).collectDependencies(file, bytes),
    });
    return { subject: { ...subject, ...known, facts: ['pyproject.toml', ...facts] }, ...ledger };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    ledger.judged.push(readable.id);
    ledger.unknowns.push({ rule: readable, reason: error.message, location: { file } });
    return { subject, ...ledger };
  }
};
