import { allRules, check, discover, KINDS, ruleById, selectRules } from '@custody/check';
import { exitCode, explainRule, type RuleId } from '@custody/findings';
import { clockFor, cpuCount, type Environment, exitCodeOf } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { CommandError } from '../../exit.ts';
import { policyOf, runContextOf } from '../judged.ts';
import { writeReport } from '../report.ts';
import { advisoriesFor } from './advisories.ts';
import { loadSigners } from '../verify/policy.ts';
import type { CheckFlags } from './command.ts';
import { listRules } from './list-rules.ts';

const nothingHere = (paths: readonly string[]): string => {
  const kinds = KINDS.map(({ described }) => described).join(', ');
  const where =
    paths.length === 1 ? `in ${JSON.stringify(paths[0])}` : `in any of these ${paths.length} paths`;
  return `there is nothing ${where} that custody can check; it looks for ${kinds} and for a pyproject.toml`;
};

const chosenRules = async (wanted: readonly string[] | undefined): Promise<readonly RuleId[] | undefined> => {
  if (wanted === undefined || wanted.length === 0) return undefined;
  const ids = (await allRules()).map(({ id }) => id);
  const { selection, unknown } = selectRules(wanted, ids);
  if (unknown.length > 0)
    throw new CommandError(
      `no rule is named ${unknown.map((name) => JSON.stringify(name)).join(', ')}; custody check --list-rules lists them`,
    );
  return ids.filter((id) => selection.has(id));
};

const explain = async (id: string, context: CustodyContext): Promise<void> => {
  const rule = await ruleById(id);
  if (rule === undefined)
    throw new CommandError(`no rule is named ${JSON.stringify(id)}; custody check --list-rules lists them`);
  context.out.write(explainRule(rule));
};

/** One artifact is one job, and the system need not be asked. */
const jobsFor = (artifacts: number, environment: Environment): number =>
  artifacts < 2 && environment.variable('CUSTODY_JOBS') === undefined ? 1 : cpuCount(environment);

/** `custody check [PATH…]`. */
export const runCheck = async (
  context: CustodyContext,
  flags: CheckFlags,
  paths: readonly string[],
): Promise<void> => {
  if (flags.listRules) {
    context.out.write(listRules(await allRules()));
    return;
  }
  if (flags.explain !== undefined) {
    await explain(flags.explain, context);
    return;
  }
  const only = await chosenRules(flags.rule);
  const policy = await policyOf(flags);
  const named = paths.length === 0 ? ['.'] : paths;
  const { subjects, passedOver, unrecognised } = discover(named);
  if (unrecognised.length > 0)
    throw new CommandError(
      `custody cannot tell what ${JSON.stringify(unrecognised[0])} is; it checks ${KINDS.map(({ described }) => described).join(', ')}`,
    );
  if (subjects.length === 0) throw new CommandError(nothingHere(named));

  const signers = await loadSigners(flags.policy);
  const now = clockFor(context.environment, context.clock).now();
  // Few say what they trust; the others need none of that code.
  const given =
    flags.trustRoot === undefined && flags.key === undefined && flags.keyring === undefined
      ? undefined
      : await (await import('./trust.ts')).trustMaterial(flags, now);
  const { advisories, facts, besides } = await advisoriesFor(context, only, flags.db);
  const interrupts = context.interrupts();
  try {
    const report = await check({
      subjects,
      ...(only === undefined ? {} : { only }),
      policy,
      context: runContextOf(
        context,
        ['custody check', ...named],
        [
          ...facts,
          ...(given?.facts ?? []),
          ...(only === undefined ? [] : [{ name: 'rules', value: `${only.length} chosen with --rule` }]),
          ...(passedOver.length === 0 ? [] : [{ name: 'not looked into', value: passedOver.join(', ') }]),
        ],
      ),
      ...(advisories === undefined ? {} : { advisories }),
      besides,
      signers: {
        ...(signers === undefined ? {} : { policy: signers.policy }),
        ...(given === undefined ? {} : { trust: given.trust }),
        now,
      },
      jobs: flags.jobs ?? jobsFor(subjects.length, context.environment),
      failFast: flags.failFast,
      progress: context.progress(flags.quiet),
      signal: interrupts.signal,
    });
    await writeReport(report, flags, context);
    context.finish(exitCode(report));
  } finally {
    interrupts.dispose();
  }
  const received = interrupts.received();
  if (received !== undefined) context.finish(exitCodeOf(received));
};
