import { dirname, join } from 'node:path';
import { ensureDirectory, HostError, readWhole, runProgram, writeAtomically } from '@custody/host';
import {
  datesOnline,
  type GitPort,
  mergeResolutions,
  parseResolutions,
  type Repository,
  repositoryView,
  type Resolutions,
  resolveOnline,
  serialiseResolutions,
  usedRepositories,
} from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import type { PinFlags } from './command.ts';
import { withScratchDirectory } from './scratch.ts';

const MAX_CACHE = 64 * 1024 * 1024;
const NOTHING: Resolutions = { repositories: new Map(), failures: new Map() };

/** Where what tags stood for is remembered: with the person who asks, never in the tree that is judged. */
const placeOf = ({ resolutions }: PinFlags, { environment }: CustodyContext): string | undefined => {
  if (resolutions !== undefined) return resolutions;
  const data = environment.variable('XDG_DATA_HOME');
  if (data !== undefined && data !== '') return join(data, 'custody', 'resolutions.json');
  const home = environment.variable('HOME');
  return home === undefined || home === ''
    ? undefined
    : join(home, '.local', 'share', 'custody', 'resolutions.json');
};

const remembered = (path: string | undefined, named: boolean): Resolutions => {
  if (path === undefined) return NOTHING;
  let bytes: Uint8Array;
  try {
    bytes = readWhole(path, MAX_CACHE);
  } catch (error) {
    if (!named && error instanceof HostError && error.code === 'not-found') return NOTHING;
    throw error;
  }
  const reading = parseResolutions(new TextDecoder().decode(bytes));
  if (reading.kind === 'malformed')
    throw new CommandError(`${path} does not say what tags stood for: ${reading.reason}`, EXIT.source);
  return reading.resolutions;
};

/** Git as it is installed, away from any repository: no configuration of a judged tree, no questions. */
const systemGit =
  (signal: AbortSignal): GitPort =>
  (args) =>
    runProgram('git', args, { environment: { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true' }, signal });

/** Commits are fetched into a bare repository of their own, which is gone afterwards. */
const inScratchRepository = async <Answer>(
  git: GitPort,
  use: (into: string) => Promise<Answer>,
): Promise<Answer> =>
  withScratchDirectory(async (into) => {
    await git(['init', '--quiet', '--bare', '--', into]);
    return use(into);
  });

/** What is known of the references that a repository uses; with --online asked now, and remembered. */
export const resolutionsFor = async (
  context: CustodyContext,
  flags: PinFlags,
  repositories: readonly Repository[],
  signal: AbortSignal,
): Promise<Resolutions> => {
  const path = placeOf(flags, context);
  const known = remembered(path, flags.resolutions !== undefined && !flags.online);
  if (!flags.online) return known;
  const views = repositories.map((one) => repositoryView(one));
  const slugs = new Set(views.flatMap(usedRepositories));
  const git = systemGit(signal);
  const answers = await resolveOnline([...slugs].sort(), git);
  signal.throwIfAborted();
  const now = new Date(context.clock.now()).toISOString();
  const dated = await inScratchRepository(git, (into) => datesOnline(answers, views, { git, into, now }));
  signal.throwIfAborted();
  const merged = mergeResolutions(known, dated);
  if (path !== undefined && answers.repositories.size > 0) {
    ensureDirectory(dirname(path));
    await writeAtomically(path, (sink) => sink.write(Buffer.from(serialiseResolutions(merged))));
  }
  return merged;
};
