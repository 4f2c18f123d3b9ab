import { join } from 'node:path';
import {
  admitter,
  type AdvisoryStore,
  assessor,
  type AuditBench,
  type Baseline,
  compareWithBaseline,
  examineInput,
} from '@custody/audit';
import type { Examination } from '@custody/findings';
import type { Auditable } from '../discover/discover.ts';
import { type Choice, chooseEntries } from './choose.ts';
import { notesOf } from './noted.ts';
import { collectTarget, type CollectedTarget, type TargetOptions } from './target.ts';

export type AuditOptions = TargetOptions &
  Choice & {
    readonly targets: readonly Auditable[];
    readonly store: AdvisoryStore;
    /** What could not be audited keeps the verdict undecided. */
    readonly strict: boolean;
    readonly statementOf?: AuditBench['statementOf'];
    readonly baseline?: Baseline;
    /** Paths that a person named: those are inputs of their own, even where another input includes them. */
    readonly named: ReadonlySet<string>;
    readonly onCollected?: (path: string) => void;
  };

export type Audited = {
  readonly examinations: readonly Examination[];
  /** Files that were met and are audited as a part of another: no inputs of their own. */
  readonly included: readonly string[];
};

const examineOne = (
  { input, problems }: CollectedTarget,
  bench: AuditBench,
  { groups, extras, baseline }: AuditOptions,
): Examination => {
  const choice = {
    ...(groups === undefined ? {} : { groups }),
    ...(extras === undefined ? {} : { extras }),
  };
  const examined = examineInput({ ...input, accounted: chooseEntries(input.accounted, choice) }, bench);
  const noted = { ...examined, findings: [...examined.findings, ...notesOf(input.path, problems)] };
  return baseline === undefined ? noted : compareWithBaseline(noted, baseline);
};

/** Inputs that another input includes, which is no such part itself: of files that include each other the first stays. */
const partsOf = (
  all: readonly CollectedTarget[],
  named: ReadonlySet<string>,
): ReadonlySet<CollectedTarget> => {
  const byPath = new Map(all.map((one) => [join(one.input.path), one]));
  const includedAnywhere = new Set(all.flatMap(({ included }) => included.map((path) => join(path))));
  const parts = new Set<CollectedTarget>();
  const keep = (one: CollectedTarget): void => {
    if (parts.has(one)) return;
    for (const path of one.included) {
      const part = byPath.get(join(path));
      if (part !== undefined && part !== one && !named.has(part.input.path)) parts.add(part);
    }
  };
  const isRoot = ({ input }: CollectedTarget): boolean => !includedAnywhere.has(join(input.path));
  for (const one of all) if (isRoot(one)) keep(one);
  for (const one of all) if (!isRoot(one)) keep(one);
  return parts;
};

/** Collects every target and holds what it names against the store. Throws HostError `aborted` when the signal does. */
export const auditTargets = async (options: AuditOptions): Promise<Audited> => {
  const { targets, store, strict, statementOf, named, onCollected } = options;
  const bench: AuditBench = {
    assess: assessor(store),
    admit: admitter(store.find),
    status: store.status,
    strict,
    ...(statementOf === undefined ? {} : { statementOf }),
  };
  const collected: CollectedTarget[] = [];
  for (const target of targets) {
    options.signal?.throwIfAborted();
    collected.push(await collectTarget(target, options));
    onCollected?.(target.path);
  }
  const parts = partsOf(collected, named);
  return {
    examinations: collected.filter((one) => !parts.has(one)).map((one) => examineOne(one, bench, options)),
    included: [...parts].map(({ input }) => input.path),
  };
};
