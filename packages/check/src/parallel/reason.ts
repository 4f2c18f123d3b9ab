import { shown } from '@custody/host';

const LONGEST = 500;

/** A worker that ran out of memory says so in what its death was caused by. */
const isOutOfMemory = (error: Error): boolean =>
  error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** What an examination that failed says of itself. Its stack is for those who mend custody. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && isOutOfMemory(error)) return 'it needs more memory than one worker may have';
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return shown(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
};
