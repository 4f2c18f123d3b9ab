import type { Examination } from '@custody/findings';
import { HostError } from '@custody/host';
import { readable } from '../rules/file/index.ts';
import type { Selection } from '../select/select.ts';
import type { Ledger } from './apply.ts';
import { judgeKnown } from './known.ts';
import type { Advisories } from './task.ts';

/** Examines an installed environment: what is known against the distributions in it. Nothing is imported or run. */
export const examineEnvironment = async (
  path: string,
  advisories: Advisories | undefined,
  selection: Selection,
  ledger: Ledger,
): Promise<Examination> => {
  const subject = { kind: 'dependencies', path } as const;
  ledger.judged.push(readable.id);
  try {
    const known = await judgeKnown({
      file: path,
      advisories,
      selection,
      ledger,
      collect: async () => (await import('../audit/environment.ts')).collectEnvironment(path),
    });
    return { subject: { ...subject, ...known }, ...ledger };
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    ledger.unknowns.push({ rule: readable, reason: error.message, location: { file: path } });
    return { subject, ...ledger };
  }
};
