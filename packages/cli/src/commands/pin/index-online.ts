import { join } from 'node:path';
import { count, sanitize } from '@custody/findings';
import { createHttp, ensureDirectory } from '@custody/host';
import {
  answersOf,
  type IndexData,
  type IndexQuestion,
  indexQuestions,
  type Repository,
  repositoryView,
  shownIndex,
} from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import { CommandError } from '../../exit.ts';
import { VERSION } from '../../version.ts';
import { type IndexClient, indexClient } from './ask-index.ts';
import { openIndexStore } from './index-store.ts';
import { namedIndexes } from './index-url.ts';

/** Names of one run, above which the others stay unknown. */
const MOST_NAMES = 3000;
const AT_ONCE = 6;
/** PEP 508 names, normalised; longer ones are no project's. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,118}[a-z0-9])?$/;

export type AskedIndexes = {
  readonly data: IndexData;
  /** Hosts that were asked, for the report. */
  readonly network: readonly string[];
  /** Indexes that answered nothing at all of what they were asked, as they are shown, and why. */
  readonly unusable: readonly string[];
};

/** Where answers are kept: the folder that is named, else one with the person who asks. */
const folderOf = (named: string | undefined, { environment }: CustodyContext): string => {
  if (named !== undefined) return named;
  const data = environment.variable('XDG_DATA_HOME') ?? '';
  const home = environment.variable('HOME') ?? '';
  if (data === '' && home === '')
    throw new CommandError('there is no place for what indexes answer: name one with --index-data DIR');
  return join(data === '' ? join(home, '.local', 'share') : data, 'custody', 'index-data');
};

const put = async (
  { name, indexes, untilFound }: IndexQuestion,
  clients: ReadonlyMap<string, IndexClient>,
) => {
  for (const index of indexes) {
    const answer = await clients.get(index)?.ask(name);
    // An index that is not asked, or is silent, may have it: the next one learns nothing of the name then.
    if (untilFound && answer !== 'absent') return;
  }
};

const each = async <One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> => {
  const rest = all.values();
  const worker = async (): Promise<void> => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/**
 * Asks the indexes that a person named, and no other, for the names that an install from these repositories would ask them for.
 * What does not answer stays unknown.
 */
export const askIndexes = async (
  context: CustodyContext,
  options: {
    readonly indexUrls: readonly string[];
    readonly folder: string | undefined;
    readonly given: IndexData | undefined;
    readonly repositories: readonly Repository[];
    readonly quiet: boolean;
    readonly signal: AbortSignal;
  },
): Promise<AskedIndexes> => {
  const { signal } = options;
  const named = namedIndexes(options.indexUrls);
  const root = folderOf(options.folder, context);
  ensureDirectory(root);
  const http = createHttp({
    environment: context.environment,
    clock: context.clock,
    version: VERSION,
    deadline: 60_000,
  });
  const clients = new Map(
    named.map((one) => [one.key, indexClient(one, { http, signal, store: openIndexStore(root, one.key) })]),
  );
  const progress = context.progress(options.quiet);
  const say = (text: string): unknown => context.err.write(`custody: ${sanitize(text)}\n`);
  try {
    const all = options.repositories.flatMap((one) => indexQuestions(repositoryView(one)));
    const questions = all.filter(
      ({ name, indexes }) => NAME.test(name) && indexes.some((index) => clients.has(index)),
    );
    for (const { key } of named)
      if (!all.some(({ indexes }) => indexes.includes(key)))
        say(
          `${shownIndex(`https://${key}`)} is asked for nothing: no name here is configured to come from it`,
        );
    if (questions.length > MOST_NAMES)
      say(`of ${questions.length} names, the first ${MOST_NAMES} are asked for; the others stay unknown`);
    progress.begin(Math.min(questions.length, MOST_NAMES), 'asking indexes');
    await each(questions.slice(0, MOST_NAMES), async (one) => {
      await put(one, clients);
      progress.advance(1, one.name);
    });
    const finished = await Promise.all(
      [...clients.values()].map(async ({ key, finish }) => ({ key, ...(await finish()) })),
    );
    const silent = finished.flatMap(({ key, reason }) =>
      reason === undefined ? [] : [[key, reason] as const],
    );
    progress.end();
    for (const { key, unanswered, reason } of finished)
      if (reason !== undefined)
        say(
          `${shownIndex(`https://${key}`)} gave no answer for ${count(unanswered.size, 'name')}: ${reason}`,
        );
    return {
      data: answersOf(
        {
          answers: new Map(finished.map(({ key, answers }) => [key, answers])),
          unanswered: new Map(finished.map(({ key, unanswered }) => [key, unanswered])),
          silent: new Map(silent),
        },
        options.given,
      ),
      network: finished
        .filter(({ answers, unanswered }) => answers.size + unanswered.size > 0)
        .map(({ key }) => key.replace(/\/.*$/, '')),
      unusable: finished
        .filter(({ answers, unanswered }) => answers.size === 0 && unanswered.size > 0)
        .map(({ key }) => key),
    };
  } finally {
    progress.end();
    http.close();
  }
};
