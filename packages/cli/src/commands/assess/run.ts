import { lookAt, writeAtomically } from '@custody/host';
import {
  assess,
  type Assessment,
  assessmentJson,
  assessmentMarkdown,
  assessmentText,
  badgeOf,
  checkoutRepository,
  type Repository,
  repositoryView,
} from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT, type ExitCode } from '../../exit.ts';
import type { AssessFlags } from './command.ts';
import { beginnings } from './files.ts';
import { flawsOf } from './flaws.ts';
import { ownersAt, releaseAt, rulesetsAt } from './given.ts';
import { historyOf } from './history.ts';

const RENDER = { text: assessmentText, json: assessmentJson, markdown: assessmentMarkdown } as const;

const exitCodeOf = ({ scorecard: { total } }: Assessment, failUnder: number | undefined): ExitCode => {
  if (failUnder === undefined) return EXIT.ok;
  if (total === undefined) return EXIT.undecided;
  if (total.max < failUnder) return EXIT.findings;
  return total.min < failUnder ? EXIT.undecided : EXIT.ok;
};

/** What is built or tried out in a checkout is not what others get: only what git keeps is assessed, where git is there to say. */
const trackedOnly = (repository: Repository, tracked: ReadonlySet<string> | undefined): Repository => {
  if (tracked === undefined) return repository;
  const paths = repository.paths.filter((path) => tracked.has(path));
  const known = new Set(paths);
  const { read } = repository;
  return {
    ...repository,
    paths,
    has: (path) => known.has(path),
    read: (path) => (known.has(path) ? read(path) : undefined),
  };
};

/** `custody assess [PATH]`. */
export const runAssess = async (
  context: CustodyContext,
  flags: AssessFlags,
  [path = '.']: readonly string[],
): Promise<void> => {
  if (lookAt(path).kind !== 'directory')
    throw new CommandError(
      `${JSON.stringify(path)} is no folder: custody assess judges checked out repositories`,
    );
  const interrupts = context.interrupts();
  try {
    const { signal } = interrupts;
    const { history, tracked, reason } = flags.history ? await historyOf(path, signal) : {};
    const repository = trackedOnly(checkoutRepository(path), tracked);
    if (repository.paths.length === 0)
      throw new CommandError(`there is nothing in ${JSON.stringify(path)} that could be assessed`);
    if (reason !== undefined) context.err.write(`custody: no history: ${reason}\n`);
    const ownership = flags.owners === undefined ? undefined : ownersAt(flags.owners);
    const release = flags.dist === undefined ? undefined : releaseAt(flags.dist);
    const rulesets =
      flags.ruleset === undefined ? undefined : rulesetsAt(flags.ruleset, history?.commits[0]?.commit);
    const flaws = await flawsOf(context, path, repository.paths, flags.db, signal);
    signal.throwIfAborted();
    const assessment = assess(
      {
        view: repositoryView(repository),
        bytes: beginnings(path),
        now: new Date(context.clock.now()).toISOString(),
        ...(history && { history }),
        ...(release && { release }),
        ...(flaws && { flaws }),
      },
      { path, months: flags.inactive, ...(ownership && { ownership }), ...rulesets },
    );
    const text = RENDER[flags.format](assessment);
    const { output, badge } = flags;
    if (output === undefined) context.out.write(text);
    else await writeAtomically(output, (sink) => sink.write(Buffer.from(text)));
    if (badge !== undefined)
      await writeAtomically(badge, (sink) => sink.write(Buffer.from(badgeOf(assessment.scorecard))));
    context.finish(exitCodeOf(assessment, flags.failUnder));
  } finally {
    interrupts.dispose();
  }
};
