import { dirname, join, resolve } from 'node:path';
import { HostError, lookAt, runProgram } from '@custody/host';
import {
  type History,
  HISTORY_ENVIRONMENT,
  historyArguments,
  parseHistory,
  trackedArguments,
} from '@custody/pins';

const isThere = (path: string): boolean => {
  try {
    lookAt(path);
    return true;
  } catch {
    return false;
  }
};

/** What git says of the checkout; `undefined`, with the reason, where there is no history or git is not there. */
export const historyOf = async (
  root: string,
  signal: AbortSignal,
): Promise<{
  readonly history?: History;
  /** Paths that git keeps, and what is staged. */
  readonly tracked?: ReadonlySet<string>;
  readonly reason?: string;
}> => {
  const at = resolve(root);
  // A folder within another repository has no history of its own.
  if (!isThere(join(at, '.git'))) return { reason: 'the folder is no checkout of git' };
  try {
    const options = {
      environment: { ...HISTORY_ENVIRONMENT, GIT_CEILING_DIRECTORIES: dirname(at) },
      maxBytes: 64 * 1024 * 1024,
      signal,
    };
    const tracked = new Set((await runProgram('git', trackedArguments(at), options)).split('\0'));
    const text = await runProgram('git', historyArguments(at), options);
    return { history: parseHistory(text, isThere(join(at, '.git', 'shallow'))), tracked };
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    return { reason: error.message };
  }
};
