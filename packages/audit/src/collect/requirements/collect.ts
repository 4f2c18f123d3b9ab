import { readRequirementsFile } from '@custody/python';
import type { Pending } from '../pending.ts';
import type { CollectPorts, CollectProblem } from '../types.ts';
import { type Followed, followIncludes, type Tree } from './follow.ts';
import { pendingOf, pinsOf } from './pending.ts';

export type PendingInput =
  | {
      readonly kind: 'entries';
      readonly pending: readonly Pending[];
      readonly included?: Tree['included'];
      readonly name?: string;
      readonly version?: string;
      /** What the project asks of its interpreter, as a specifier set. */
      readonly requiresPython?: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

const isConstraintsName = (file: string): boolean =>
  /(?:^|[/._-])constraints?(?:[._-][^/]*)?\.(?:txt|in)$/i.test(file);

/** What lines name, constraints that pin what they leave open included. */
export const pendingOfLines = (followed: readonly Followed[]): readonly Pending[] => {
  const pins = pinsOf(followed);
  return followed.flatMap((one) => pendingOf(one, pins) ?? []);
};

/** The entries of a requirements or constraints file and of all that it names. */
export const collectRequirements = (
  file: string,
  bytes: Uint8Array,
  ports: CollectPorts,
  problems: CollectProblem[],
): PendingInput => {
  const reading = readRequirementsFile(
    bytes,
    ports.variables === undefined ? {} : { variables: ports.variables },
  );
  if (reading.kind === 'unreadable') return reading;
  const tree = followIncludes({ file, constraint: isConstraintsName(file), reading }, ports, problems);
  return { kind: 'entries', pending: pendingOfLines(tree.followed), included: tree.included };
};
