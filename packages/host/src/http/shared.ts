import type { Agents } from './agents.ts';
import type { RetryOptions } from './retry.ts';

/** What the verbs of the port share. */
export type Client = {
  readonly agents: () => Promise<Agents>;
  readonly userAgent: string;
  readonly idle: number;
  readonly retry: RetryOptions;
};
