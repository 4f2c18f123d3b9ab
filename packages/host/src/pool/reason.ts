import { shown } from '../files/shown.ts';

/** What a failed task says of itself, on one line. A stack is for `cause`, not for people. */
export const reasonOf = (error: unknown): string => {
  const text =
    error instanceof Error
      ? 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? 'it needs more memory than one worker may have'
        : `${error.name}: ${error.message}`
      : String(error);
  return shown(text.length > 500 ? `${text.slice(0, 500)}…` : text);
};
