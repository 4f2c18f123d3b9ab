import type { SignerPolicy } from '@custody/attest';
import { policyOrigin } from '@custody/findings';
import { CommandError } from '../../exit.ts';
import { readPolicyFile } from '../policy.ts';

export type LoadedSigners = {
  readonly policy: SignerPolicy;
  readonly path: string;
  readonly sha256: string;
};

/** Who may sign what, from the table `verify` of the policy that holds for a run; `undefined` where it has none. */
export const loadSigners = async (named: string | undefined): Promise<LoadedSigners | undefined> => {
  const file = await readPolicyFile(named);
  const table = file?.value.verify;
  if (file === undefined || table === undefined) return undefined;
  // Loaded only for a policy that speaks of signers: other commands read the file, too.
  const { readSignerPolicy } = await import('@custody/attest');
  const { policy, problems } = readSignerPolicy(table);
  const [first, ...rest] = problems;
  if (first !== undefined) {
    const others = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
    throw new CommandError(`policy ${file.path}: ${first.at}: ${first.message}${others}`);
  }
  return { policy, path: file.path, sha256: policyOrigin(file.path, file.bytes).sha256 };
};
