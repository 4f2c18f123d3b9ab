import { parsePolicy, policyOrigin, DEFAULT_POLICY, type Policy } from '@custody/findings';
import { HostError, readWhole } from '@custody/host';
import { CommandError } from '../exit.ts';

/** Where policy is looked for when none is named: only where the command was invoked. */
export const POLICY_FILE = 'custody.toml';

const MAX_POLICY = 1 << 20;

const read = (path: string, mustExist: boolean): Uint8Array | undefined => {
  try {
    return readWhole(path, MAX_POLICY);
  } catch (error) {
    if (!mustExist && error instanceof HostError && error.code === 'not-found') return undefined;
    throw error;
  }
};

/** A policy file as it was read. `verify` says who may sign what, and has a reader of its own; `rest` is everything else. */
export type PolicyFile = {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly value: { readonly verify: unknown; readonly rest: unknown };
};

/** Reads the file that `--policy` names, or `custody.toml` where the command was invoked; `undefined` where there is none. */
export const readPolicyFile = async (named: string | undefined): Promise<PolicyFile | undefined> => {
  const path = named ?? POLICY_FILE;
  const bytes = read(path, named !== undefined);
  if (bytes === undefined) return undefined;
  const { parse } = await import('smol-toml');
  try {
    const { verify, ...rest } = parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { path, bytes, value: { verify, rest } };
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw new CommandError(`policy ${path} is not valid TOML: ${line}`);
  }
};

/**
 * Reads the policy that `--policy` names, or `custody.toml` where the command was invoked, or the default.
 * A policy with any problem is refused whole: half a policy is not what the person asked for.
 */
export const loadPolicy = async (named: string | undefined): Promise<Policy> => {
  const file = await readPolicyFile(named);
  if (file === undefined) return DEFAULT_POLICY;
  const { path, bytes, value } = file;
  const { policy, problems } = parsePolicy(value.rest, policyOrigin(path, bytes));
  const [first, ...rest] = problems;
  if (first !== undefined) {
    const others = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
    throw new CommandError(`policy ${path}: ${first.at}: ${first.message}${others}`);
  }
  return policy;
};
