import { SignError, type SignErrorCode } from '@custody/attest';
import { sanitize } from '@custody/findings';
import { CommandError, EXIT, type ExitCode } from '../../exit.ts';

const CODES: Readonly<Record<SignErrorCode, ExitCode>> = {
  'no-identity': EXIT.usage,
  service: EXIT.source,
  'bad-answer': EXIT.source,
  'bad-statement': EXIT.usage,
  'bad-key': EXIT.usage,
  agent: EXIT.source,
  'not-verified': EXIT.findings,
};

/** Runs a command's work; what signing fails with ends it with an exit code and one sentence. */
export const withSigning = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    throw error instanceof SignError ? new CommandError(sanitize(error.message), CODES[error.code]) : error;
  }
};
