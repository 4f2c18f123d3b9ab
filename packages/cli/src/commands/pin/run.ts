import { selectRules } from '@custody/check';
import { count, type RuleId } from '@custody/findings';
import { lookAt } from '@custody/host';
import {
  checkoutRepository,
  examineRepository,
  hasSurface,
  INDEX_RULES,
  type IndexData,
  type Outside,
  type Repository,
  REPOSITORY_RULES,
  type RepositoryExamination,
  repositoryView,
  type Resolutions,
} from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import { conclude, policyOf } from '../judged.ts';
import { documentPath, writePolicy } from './document.ts';
import { actionAdvisories } from './advisories.ts';
import { givenIndexData, indexFacts } from './index-data.ts';
import type { AskedIndexes } from './index-online.ts';
import type { PinFlags } from './command.ts';
import { mendRepository, REPOSITORY_TABLE } from './fix.ts';
import { chosenNames } from './names.ts';
import { resolutionsFor } from './resolutions.ts';

const chosenRules = (wanted: readonly string[] | undefined): ReadonlySet<RuleId> | undefined => {
  if (wanted === undefined || wanted.length === 0) return undefined;
  const ids = REPOSITORY_RULES.map(({ rule }) => rule.id);
  const { selection, unknown } = selectRules(wanted, ids);
  if (unknown.length > 0)
    throw new CommandError(
      `no rule of pin is named ${unknown.map((name) => JSON.stringify(name)).join(', ')}; custody check --list-rules lists them`,
    );
  return new Set(ids.filter((id) => selection.has(id)));
};

const checkedOut = (path: string): Repository => {
  if (lookAt(path).kind !== 'directory')
    throw new CommandError(
      `${JSON.stringify(path)} is no folder: custody pin judges checked out repositories`,
    );
  return checkoutRepository(path);
};

const factsOf = (flags: PinFlags, { repositories, failures }: Resolutions) => [
  {
    name: 'tags of actions',
    value: `${flags.online ? 'asked now' : 'as remembered'}, ${count(repositories.size, 'repository', 'repositories')}`,
  },
  ...(failures.size === 0
    ? []
    : [{ name: 'no answer from', value: [...failures.keys()].sort().slice(0, 10).join(', ') }]),
];

/** What is asked for has to be there: nothing to judge is no ground to say ok. */
const assertSurface = (path: string, repository: Repository): void => {
  if (!hasSurface(repository))
    throw new CommandError(
      `there is nothing in ${JSON.stringify(path)} that custody pin judges; it looks for workflows, actions, pipelines, Dockerfiles, hooks, requirements, locks and a pyproject.toml, from the root of a repository`,
    );
};

/** Asks indexes only where a person named some and a rule has to know. */
const askedIndexes = async (
  context: CustodyContext,
  flags: PinFlags,
  given: IndexData | undefined,
  only: ReadonlySet<RuleId> | undefined,
  repositories: readonly Repository[],
  signal: AbortSignal,
): Promise<AskedIndexes | undefined> => {
  const { indexUrl = [] } = flags;
  if (indexUrl.length === 0) return undefined;
  if (only !== undefined && ![...only].some((id) => INDEX_RULES.has(id))) return undefined;
  const { askIndexes } = await import('./index-online.ts');
  return askIndexes(context, {
    indexUrls: indexUrl,
    folder: flags.indexData,
    given,
    repositories,
    quiet: flags.quiet,
    signal,
  });
};

const networkOf = (online: boolean, asked: AskedIndexes | undefined): { readonly network?: string } => {
  const used = [
    ...(online ? ['git ls-remote'] : []),
    ...(asked === undefined || asked.network.length === 0 ? [] : [`asked ${asked.network.join(', ')}`]),
  ];
  return used.length === 0 ? {} : { network: used.join('; ') };
};

const assertFlags = (flags: PinFlags): void => {
  const { fix, dryRun, unsafeFixes, writePolicy: writing, checkPolicy, rule } = flags;
  if (unsafeFixes && !fix) throw new CommandError('--unsafe-fixes says how to mend: it needs --fix');
  if (dryRun && !fix && !writing)
    throw new CommandError('--dry-run says how to write: it needs --fix or --write-policy');
  if ([fix, writing, checkPolicy].filter(Boolean).length > 1)
    throw new CommandError('--fix, --write-policy and --check-policy are three commands: one at a time');
  if (checkPolicy && rule !== undefined && rule.length > 0)
    throw new CommandError('--check-policy judges one rule: --rule has no place beside it');
  if (flags.document !== undefined && !writing && !checkPolicy)
    throw new CommandError(
      '--document names what --write-policy writes or --check-policy compares: it needs one of them',
    );
};

/** `custody pin [PATH…]`. */
export const runPin = async (
  context: CustodyContext,
  flags: PinFlags,
  paths: readonly string[],
): Promise<void> => {
  assertFlags(flags);
  const only = flags.checkPolicy ? new Set<RuleId>(['pin/document-drift']) : chosenRules(flags.rule);
  const policy = await policyOf(flags);
  const named = [...new Set(paths.length === 0 ? ['.'] : paths)];
  const interrupts = context.interrupts();
  const trees = named.map((path) => ({ path, repository: checkedOut(path) }));
  for (const { path, repository } of trees) assertSurface(path, repository);
  const names = await chosenNames(context, flags);
  const given = givenIndexData(flags.indexData, (flags.indexUrl ?? []).length > 0);
  const known = await actionAdvisories(context, flags.db);
  try {
    const repositories = trees.map(({ repository }) => repository);
    const resolutions = await resolutionsFor(context, flags, repositories, interrupts.signal);
    const asked = await askedIndexes(context, flags, given, only, repositories, interrupts.signal);
    const indexes = asked?.data ?? given;
    const outside: Outside = {
      now: new Date(context.clock.now()).toISOString(),
      ...(indexes && { indexes }),
      ...(known.advisories && { advisories: known.advisories }),
      ...known.ofProjects,
      ...(names.popular && { popular: names.popular }),
      ...(flags.checkPolicy && { document: documentPath(flags) }),
    };
    if (flags.writePolicy) {
      for (const { path, repository } of trees)
        await writePolicy(context, flags, path, repository, { resolutions, outside });
      return;
    }
    const examine = (path: string, repository: Repository): RepositoryExamination =>
      examineRepository(repositoryView(repository, resolutions, outside), {
        path,
        ...(only === undefined ? {} : { only }),
      });
    const examinations: RepositoryExamination['examination'][] = [];
    for (const { path, repository } of trees) {
      interrupts.signal.throwIfAborted();
      const examined = examine(path, repository);
      const written = flags.fix && (await mendRepository(context, flags, path, repository, examined, policy));
      // The report tells of the tree as it is now.
      examinations.push(written ? examine(path, checkedOut(path)).examination : examined.examination);
    }
    // A diff alone goes to standard output, so that it can be applied.
    if (flags.fix && flags.dryRun && flags.output === undefined) return;
    await conclude(context, flags, {
      command: ['custody pin', ...named],
      examinations,
      rules: REPOSITORY_TABLE,
      facts: [...factsOf(flags, resolutions), ...known.facts, ...indexFacts(indexes), ...names.facts],
      ...networkOf(flags.online, asked),
    });
    // The report stands; that a source which was named said nothing at all is for whoever runs this to know.
    if ((asked?.unusable.length ?? 0) > 0) context.finish(EXIT.source);
  } finally {
    known.close();
    interrupts.dispose();
  }
};
