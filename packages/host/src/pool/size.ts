import { availableParallelism } from 'node:os';
import { type Environment, systemEnvironment } from '../environment/environment.ts';
import { HostError } from '../error.ts';

/**
 * How many workers are worth starting: what the system says is available to this process, or CUSTODY_JOBS (1-1024).
 * Throws HostError `bad-environment` where that is set to anything else.
 */
export const cpuCount = (environment: Environment = systemEnvironment): number => {
  const text = environment.variable('CUSTODY_JOBS');
  if (text === undefined) return availableParallelism();
  const jobs = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(jobs <= 1024))
    throw new HostError(
      'bad-environment',
      `CUSTODY_JOBS must be a whole number from 1 to 1024; it is ${JSON.stringify(text.slice(0, 40))}`,
    );
  return jobs;
};
