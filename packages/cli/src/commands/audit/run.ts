import { resolve } from 'node:path';
import {
  type AdvisoryStore,
  AUDIT_RULES,
  checkVersions,
  demandSomething,
  examineDatabase,
  makeVersionIn,
  openStore,
  policiesInTree,
  storeDirectory,
  type VexDocument,
} from '@custody/audit';
import {
  type Auditable,
  type AuditOptions,
  auditTargets,
  discover,
  type Discovery,
  KINDS,
} from '@custody/check';
import {
  count,
  type Examination,
  exitCode,
  judge,
  type Policy,
  type Rule,
  ruleTable,
} from '@custody/findings';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import { isOlder, newestAge } from '../db/age.ts';
import { policyOf, runContextOf } from '../judged.ts';
import { POLICY_FILE } from '../policy.ts';
import type { AuditFlags } from './command.ts';
import { runFacts } from './facts.ts';
import {
  assertFixFlags,
  choiceFacts,
  choiceOf,
  readEarlier,
  readStatements,
  universeOf,
  vexFacts,
} from './given.ts';
import { writeAudit } from './write.ts';

const DAY = 86_400_000;

const looksFor = (): string => KINDS.map(({ described }) => described).join(', ');

/**
 * What the run itself writes, believes or compares with is no input, unless it is named as one: a report that was written
 * into the folder would be audited the next time.
 */
const asideOf = ({ output, vex = [], since }: AuditFlags, paths: readonly string[]): ReadonlySet<string> => {
  const named = new Set(paths.map((path) => resolve(path)));
  const given = [...vex, output, since].flatMap((path) => (path === undefined ? [] : resolve(path)));
  return new Set(given.filter((path) => !named.has(path)));
};

const inputsOf = (
  paths: readonly string[],
  aside: ReadonlySet<string>,
): Discovery & { readonly subjects: readonly Auditable[] } => {
  const found = discover(paths);
  const [unrecognised] = found.unrecognised;
  if (unrecognised !== undefined)
    throw new CommandError(
      `custody cannot tell what ${JSON.stringify(unrecognised)} is; it audits ${looksFor()}, environments and pyproject.toml`,
    );
  // A project whose lock was found is audited by that lock.
  const subjects = found.subjects
    .filter((one): one is Auditable => one.kind !== 'repository')
    .filter((one) => one.kind !== 'source-tree' || one.lock === undefined)
    .filter(({ path }) => !aside.has(resolve(path)));
  if (subjects.length > 0) return { ...found, subjects };
  const where =
    paths.length === 1 ? `in ${JSON.stringify(paths[0])}` : `in any of these ${paths.length} paths`;
  throw new CommandError(
    `there is nothing ${where} that custody can audit; it looks for ${looksFor()} and for a pyproject.toml`,
  );
};

/** A policy that names versions nobody can read is refused whole, as one with any other problem is. */
const checkedPolicy = async (flags: Pick<AuditFlags, 'policy' | 'failOn'>): Promise<Policy> => {
  const { policy: named, failOn } = flags;
  const policy = await policyOf({
    ...(named === undefined ? {} : { policy: named }),
    ...(failOn === undefined ? {} : { failOn }),
  });
  const [problem] = checkVersions(policy);
  if (problem !== undefined)
    throw new CommandError(`policy ${policy.origin?.path ?? ''}: ${problem.at}: ${problem.message}`);
  return policy;
};

/** Every rule is loaded only where a policy speaks of rules: which of them exist has then to be known. */
const rulesFor = async ({ ignores }: Policy): Promise<readonly Rule[]> =>
  ignores.every(({ rule }) => rule.startsWith('audit/'))
    ? AUDIT_RULES
    : (await import('./rules.ts')).everyRule();

const assertFresh = ({ status }: AdvisoryStore, maxAge: number | undefined, now: number): void => {
  if (maxAge === undefined || !isOlder(status, maxAge, now)) return;
  const age = Math.floor((now - Date.parse(status.synced)) / DAY);
  const told = (days: number | undefined): string =>
    days === undefined || Number.isNaN(days) ? 'at an unknown time' : `${count(days, 'day')} ago`;
  const what =
    age <= maxAge
      ? `the newest advisory in the store was changed ${told(newestAge(status, now))}`
      : `the advisory store was last synced ${told(age)}`;
  throw new CommandError(`${what}, more than the ${maxAge} allowed; run custody db sync`, EXIT.source);
};

/** Policies in what is judged, the one that holds left out. */
const foreignPolicies = (policies: readonly string[], named: string | undefined): readonly Examination[] => {
  const foreign = policies.filter((path) => path !== (named ?? POLICY_FILE));
  return foreign.length === 0 ? [] : [policiesInTree('.', foreign)];
};

/** Who says that a flaw does not count; what reads that is loaded only where somebody is believed. */
const statementsOf = async (
  documents: readonly VexDocument[],
): Promise<Pick<AuditOptions, 'statementOf'>> => {
  if (documents.length === 0) return {};
  const { statementFinder } = await import('@custody/audit');
  return { statementOf: statementFinder(documents) };
};

/** `custody audit [PATH…]`. */
export const runAudit = async (
  context: CustodyContext,
  flags: AuditFlags,
  paths: readonly string[],
): Promise<void> => {
  const named = paths.length === 0 ? ['.'] : paths;
  assertFixFlags(flags);
  const universe = universeOf(flags);
  const choice = choiceOf(flags);
  const policy = await checkedPolicy(flags);
  const found = inputsOf(named, asideOf(flags, named));
  const documents = await readStatements(flags.vex, context);
  const baseline = readEarlier(flags.since);
  const store = openStore(storeDirectory(flags.db, context.environment));
  const interrupts = context.interrupts();
  const progress = context.progress(flags.quiet);
  try {
    assertFresh(store, flags.maxAge, context.clock.now());
    progress.begin(found.subjects.length, 'auditing');
    const { examinations, included } = await auditTargets({
      ...choice,
      ...(universe === undefined ? {} : { universe }),
      ...(baseline === undefined ? {} : { baseline }),
      ...(await statementsOf(documents)),
      targets: found.subjects,
      named: new Set(named),
      store,
      strict: flags.strict,
      signal: interrupts.signal,
      onCollected: (path) => progress.advance(1, path),
    });
    const { today, ...run } = runContextOf(context, ['custody audit', ...named], []);
    const { status } = store;
    const database = examineDatabase(status, today, flags.maxAge);
    const report = judge({
      examinations: [
        ...demandSomething(examinations),
        ...(database.findings.length === 0 ? [] : [database]),
        ...foreignPolicies(found.policies, flags.policy),
      ],
      policy,
      rules: ruleTable(await rulesFor(policy)),
      context: {
        ...run,
        today,
        facts: [
          ...run.facts,
          ...runFacts({ ...found, status, today, examinations, included, baseline }),
          ...choiceFacts(flags),
          ...vexFacts(documents),
        ],
      },
      versionIn: makeVersionIn(),
    });
    progress.end();
    await writeAudit(report, flags, context);
    if (flags.fix) {
      const { runFixes } = await import('./fix.ts');
      // Where standard output is a document, what is said besides goes to standard error.
      const besides = flags.format === 'text' && flags.output === undefined ? context.out : context.err;
      const targets = { targets: found.subjects, included, store, signal: interrupts.signal };
      await runFixes(
        { ...flags, ...targets, report, ...(universe === undefined ? {} : { universe }) },
        context,
        (text) => besides.write(text),
      );
    }
    context.finish(exitCode(report));
  } finally {
    progress.end();
    interrupts.dispose();
    store.close();
  }
};
