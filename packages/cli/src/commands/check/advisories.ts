import { currentOf, storeDirectory } from '@custody/audit';
import type { CheckOptions } from '@custody/check';
import type { Examination, RuleId, RunFact } from '@custody/findings';
import type { CustodyContext } from '../../context.ts';

type Found = {
  readonly advisories?: NonNullable<CheckOptions['advisories']>;
  readonly facts: readonly RunFact[];
  /** What is to be said of the store itself. */
  readonly besides: readonly Examination[];
};

const NOTHING: Found = { facts: [], besides: [] };

/**
 * The advisory store in use, where there is one. An unusable one does not end a check: what it would have answered is unknown, and why is
 * told. The file itself is handed on, so that a sync meanwhile does not change what half of the subjects are held against.
 */
export const advisoriesFor = async (
  context: CustodyContext,
  only: readonly RuleId[] | undefined,
  db: string | undefined,
): Promise<Found> => {
  if (only !== undefined && !only.some((id) => id.startsWith('audit/'))) return NOTHING;
  try {
    const directory = storeDirectory(db, context.environment);
    const { path, synced } = currentOf(directory);
    // Loaded only where there is a store to read.
    const { tellOfStore } = await import('./store.ts');
    const today = new Date(context.clock.now()).toISOString().slice(0, 10);
    const { fact, stale } = tellOfStore(path, synced, today);
    const wanted = only === undefined || only.includes('audit/stale-database');
    return { advisories: { kind: 'store', path }, facts: [fact], besides: wanted ? stale : [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { advisories: { kind: 'none', reason }, facts: [], besides: [] };
  }
};
