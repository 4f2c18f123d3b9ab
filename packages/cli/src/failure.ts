import { CommandError, EXIT } from './exit.ts';

type Coded = { readonly name: string; readonly code: string; readonly message: string };

const isCoded = (value: unknown): value is Coded =>
  value instanceof Error &&
  'code' in value &&
  typeof value.code === 'string' &&
  /^(Host|Zip|Sbom|Findings|Store)Error$/.test(value.name);

const isAbort = (value: unknown): boolean =>
  value instanceof Error && (value.name === 'AbortError' || ('code' in value && value.code === 'aborted'));

/** What stops a run is asked to by a signal, whose name is the cause. */
const isTermination = (value: unknown): boolean => value instanceof Error && value.cause === 'SIGTERM';

/** One line for the person: what is wrong and where. A defect of custody says that it is one. */
export const describeFailure = (failure: unknown): string => {
  if (isAbort(failure)) return 'custody: interrupted; nothing was changed';
  if (failure instanceof CommandError || isCoded(failure)) return `custody: ${failure.message}`;
  const text = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
  return `custody: internal error (${text.replaceAll(/\s+/g, ' ').slice(0, 300)})\nThis is a defect in custody. Please report it with the file that shows it.`;
};

/** A path that is not there, a target that is there already, a variable nobody can use: what the person corrects and asks again. */
const ASKED_WRONGLY: ReadonlySet<string> = new Set(['not-found', 'exists', 'bad-environment']);

/** The exit code that a failure ends with. A file that cannot be read or written is not the person's usage: it leaves the question undecided. */
export const exitCodeOf = (failure: unknown): number => {
  if (failure instanceof CommandError) return failure.exitCode;
  if (isAbort(failure)) return isTermination(failure) ? EXIT.terminated : EXIT.interrupted;
  // An advisory store that cannot be used, whichever command it was that needed it.
  if (isCoded(failure) && failure.name === 'StoreError') return EXIT.source;
  if (isCoded(failure)) return ASKED_WRONGLY.has(failure.code) ? EXIT.usage : EXIT.undecided;
  return EXIT.internal;
};
