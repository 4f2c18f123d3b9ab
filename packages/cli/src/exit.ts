/** Exit codes, the same for every command. */
export const EXIT = {
  ok: 0,
  /** Findings at or over the threshold, or a verification failed. */
  findings: 1,
  usage: 2,
  /** Something that had to be judged could not be. */
  undecided: 3,
  /** A source is unusable: a database, an index, a trust root. */
  source: 4,
  /** A defect in custody itself. */
  internal: 70,
  /** Ended by Ctrl-C, as shells expect it. */
  interrupted: 130,
  /** Ended by SIGTERM: 128 + its number. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with one sentence for the person and an exit code; never a traceback. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.usage, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
