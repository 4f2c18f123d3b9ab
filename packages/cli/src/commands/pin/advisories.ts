import {
  type AdvisoryStore,
  currentOf,
  type StoredAdvisory,
  storeDirectory,
  StoreError,
} from '@custody/audit';
import type { RunFact } from '@custody/findings';
import type { ActionAdvice, Outside } from '@custody/pins';
import type { CustodyContext } from '../../context.ts';

const ECOSYSTEM = 'GitHub Actions';
const PYPI = 'PyPI';

type Advisories = NonNullable<Outside['advisories']>;
type OfProjects = Pick<Outside, 'malware' | 'projects'>;

/** What is known against actions and projects, and what to do when it is no longer asked. */
export type ActionAdvisories = {
  readonly advisories?: Advisories;
  readonly ofProjects: OfProjects;
  readonly facts: readonly RunFact[];
  readonly close: () => void;
};

const NONE: ActionAdvisories = { ofProjects: {}, facts: [], close: () => undefined };

/**
 * A malware record about a project as a whole: every version from the first on. One that lists versions may be of an honest project that
 * was taken over for a while; `custody audit` judges those by version.
 */
const isWholeMalware = ({ record }: StoredAdvisory): boolean =>
  record.id.startsWith('MAL-') &&
  record.withdrawn === undefined &&
  record.affected.some(({ ranges }) =>
    ranges.some(
      ({ type, events }) =>
        type !== 'GIT' &&
        events.some(({ kind, value }) => kind === 'introduced' && value === '0') &&
        events.every(({ kind }) => kind === 'introduced'),
    ),
  );

/** The advisory store in use, where there is one with advisories of actions. What it would have answered is unknown otherwise, which the rule tells. */
export const actionAdvisories = async (
  context: CustodyContext,
  db: string | undefined,
): Promise<ActionAdvisories> => {
  let store: AdvisoryStore;
  try {
    const directory = storeDirectory(db, context.environment);
    // What reads a store is loaded only where there may be one; what a person names may be a store's file, too.
    if (db === undefined && context.environment.variable('CUSTODY_DB') === undefined) currentOf(directory);
    store = (await import('./store.ts')).openStore(directory);
  } catch (error) {
    // A store that is named has to be usable; that there is none by default is no fault.
    if (db === undefined && error instanceof StoreError) return NONE;
    throw error;
  }
  const { status, find, close } = store;
  const has = (name: string): boolean =>
    status.counts.some(({ ecosystem, records }) => ecosystem === name && records > 0);
  if (!has(ECOSYSTEM) && !has(PYPI)) {
    close();
    return NONE;
  }
  const { assessor, databaseFact } = await import('./store.ts');
  const assess = assessor(store);
  const adviceOn = (ecosystem: string, name: string, version: string): ActionAdvice => {
    const { flaws, unjudged } = assess({ ecosystem, name, version });
    return {
      flaws: flaws.map(({ ids, summary, rating, fixed }) => ({
        ids,
        fixed,
        ...(summary !== undefined && { summary }),
        ...(rating.kind !== 'unrated' && { severity: rating.severity }),
      })),
      unjudged: unjudged.map(({ ids }) => ids[0]),
    };
  };
  const advisories: Advisories = (name, version) =>
    version === undefined
      ? { flaws: [], unjudged: find(ECOSYSTEM, name).map(({ record }) => record.id) }
      : adviceOn(ECOSYSTEM, name, version);
  const ofProjects: OfProjects = {
    malware: (name) =>
      find(PYPI, name)
        .filter(isWholeMalware)
        .map(({ record }) => record.id),
    projects: (name, version) => adviceOn(PYPI, name, version),
  };
  const today = new Date(context.clock.now()).toISOString().slice(0, 10);
  return {
    ...(has(ECOSYSTEM) && { advisories }),
    ofProjects: has(PYPI) ? ofProjects : {},
    facts: [databaseFact(status, today)],
    close,
  };
};
