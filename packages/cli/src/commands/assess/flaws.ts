import type { AdvisoryStore } from '@custody/audit';
import { auditTargets, discover } from '@custody/check';
import type { AssessInput, Evidence } from '@custody/pins';
import type { CustodyContext } from '../../context.ts';

type Flaws = NonNullable<AssessInput['flaws']>;

/** Locks of ecosystems that the store has nothing of. */
const FOREIGN =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|go\.(?:mod|sum)|Cargo\.lock|Gemfile\.lock|composer\.lock|pom\.xml|gradle\.lockfile|mix\.lock|packages\.lock\.json)$/;

/** Holds what is locked against the advisory store in use; `undefined` where there is none. */
export const flawsOf = async (
  context: CustodyContext,
  root: string,
  paths: readonly string[],
  db: string | undefined,
  signal: AbortSignal,
): Promise<Flaws | undefined> => {
  const { openStore, storeDirectory, StoreError } = await import('@custody/audit');
  let store: AdvisoryStore;
  try {
    store = openStore(storeDirectory(db, context.environment));
  } catch (error) {
    if (db === undefined && error instanceof StoreError) return undefined;
    throw error;
  }
  try {
    const targets = discover([root]).subjects.flatMap((one) => (one.kind === 'dependencies' ? [one] : []));
    const { examinations } = await auditTargets({ targets, named: new Set(), store, strict: false, signal });
    const found = new Map<string, Evidence>();
    for (const { findings } of examinations)
      for (const { advisory, component, locations } of findings) {
        if (advisory === undefined) continue;
        const [{ file, position }] = locations;
        found.set(advisory.ids[0], {
          path: file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file,
          ...(position?.kind === 'text' && { line: position.line }),
          text: `${component?.name ?? ''} ${component?.version ?? ''}: ${advisory.ids[0]}`.trim(),
        });
      }
    const whole =
      examinations.every(
        ({ unknowns, subject }) => unknowns.length === 0 && (subject.inventory?.unaudited ?? 0) === 0,
      ) && !paths.some((path) => FOREIGN.test(path));
    return { ids: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one), whole };
  } finally {
    store.close();
  }
};
