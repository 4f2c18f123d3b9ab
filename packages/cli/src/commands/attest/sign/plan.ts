import {
  draftProvenance,
  type Json,
  readJson,
  type StatementPlan,
  tokenClaims,
  type TokenSource,
} from '@custody/attest';
import { sanitize } from '@custody/findings';
import { readWhole } from '@custody/host';
import { CommandError } from '../../../exit.ts';
import type { SignFlags } from './command.ts';

const needed = (value: string | undefined, flag: string, kind: string): string => {
  if (value === undefined) throw new CommandError(`--kind ${kind} needs ${flag}`);
  return value;
};

const predicateOf = (path: string): Json => {
  const read = readJson(readWhole(path, 16 * 2 ** 20));
  if (read.kind === 'read') return read.value;
  throw new CommandError(sanitize(`${path}: ${read.problems[0].message}`));
};

/** What each kind does not take: a flag that would change nothing is a mistake. */
const TAKES: Readonly<Record<SignFlags['kind'], readonly (keyof SignFlags)[]>> = {
  publish: [],
  provenance: ['predicate'],
  sbom: ['predicate'],
  'test-result': ['predicate'],
  vulns: ['predicate'],
  vsa: ['predicate'],
  release: ['purl'],
  approval: ['gate', 'note'],
};

/** The statement that the flags ask for. Provenance is drafted from who signs where no predicate is given. Throws CommandError or SignError. */
export const planOf = async (
  flags: SignFlags,
  now: number,
  token: TokenSource | undefined,
): Promise<StatementPlan> => {
  const { kind } = flags;
  for (const flag of ['predicate', 'purl', 'gate', 'note'] as const)
    if (flags[flag] !== undefined && !TAKES[kind].includes(flag))
      throw new CommandError(`--kind ${kind} takes no --${flag}`);
  switch (kind) {
    case 'publish':
      return { kind };
    case 'release':
      return { kind, purl: needed(flags.purl, '--purl', kind) };
    case 'approval': {
      const at = `${new Date(now).toISOString().slice(0, 19)}Z`;
      return {
        kind,
        gate: needed(flags.gate, '--gate', kind),
        at,
        ...(flags.note === undefined ? {} : { note: flags.note }),
      };
    }
    case 'vsa':
      return { kind, statement: predicateOf(needed(flags.predicate, '--predicate', kind)) };
    case 'provenance':
      if (flags.predicate === undefined && token !== undefined)
        return { kind, predicate: draftProvenance(tokenClaims((await token()).trim())) };
      return {
        kind,
        predicate: predicateOf(
          needed(flags.predicate, '--predicate, or the identity token of a CI job that tells it', kind),
        ),
      };
    case 'sbom':
    case 'test-result':
    case 'vulns':
      return { kind, predicate: predicateOf(needed(flags.predicate, '--predicate', kind)) };
    default:
      return kind satisfies never;
  }
};
