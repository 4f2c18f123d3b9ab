import { type Baseline, readBaseline, type VexDocument } from '@custody/audit';
import { type RunFact, sanitize } from '@custody/findings';
import { readWhole } from '@custody/host';
import { chooseEnvironments, type MarkerUniverse, PLATFORM_NAMES } from '@custody/python';
import type { CustodyContext } from '../../context.ts';
import { CommandError } from '../../exit.ts';
import type { AuditFlags } from './command.ts';

const MAX_DOCUMENT = 256 * 1024 * 1024;

/** The environments that markers are asked about; undefined for all. */
export const universeOf = ({ pythonVersion, platform }: AuditFlags): MarkerUniverse | undefined => {
  if (pythonVersion === undefined && platform === undefined) return undefined;
  const chosen = chooseEnvironments({
    ...(pythonVersion === undefined ? {} : { pythonVersion }),
    ...(platform === undefined ? {} : { platform }),
  });
  if (chosen !== undefined) return chosen;
  const knows = platform === undefined || chooseEnvironments({ platform }) !== undefined;
  throw new CommandError(
    knows
      ? `--python-version: expected a version such as 3.12 or 3.12.4, got ${JSON.stringify(pythonVersion)}`
      : `--platform: expected one of ${PLATFORM_NAMES.join(', ')}, perhaps with a machine (linux/aarch64); got ${JSON.stringify(platform)}`,
  );
};

/** Options that only make sense together. */
export const assertFixFlags = ({ fix, dryRun, acceptUnproven, indexUrl, offline }: AuditFlags): void => {
  const alone = dryRun ? '--dry-run' : acceptUnproven ? '--accept-unproven' : '--index-url';
  if (!fix && (dryRun || acceptUnproven || indexUrl !== undefined))
    throw new CommandError(`${alone} belongs to --fix: give both`);
  if (offline && indexUrl !== undefined)
    throw new CommandError('--index-url uses the network, and --offline refuses it: give one of them');
};

/** Which groups and extras are asked about. */
export const choiceOf = ({ group, extra, mainOnly }: AuditFlags) => {
  if (mainOnly && (group !== undefined || extra !== undefined))
    throw new CommandError('--main-only leaves out every group and extra: give it, or --group and --extra');
  if (mainOnly) return { groups: [], extras: [] };
  return {
    ...(group === undefined ? {} : { groups: group }),
    ...(extra === undefined ? {} : { extras: extra }),
  };
};

/** What was asked about, as a report tells it; nothing where it was everything. */
export const choiceFacts = (flags: AuditFlags): readonly RunFact[] => {
  const { pythonVersion, platform, group, extra, mainOnly } = flags;
  const environments = [
    ...(pythonVersion === undefined ? [] : [`Python ${pythonVersion}`]),
    ...(platform === undefined ? [] : [platform]),
  ];
  const parts = [
    ...(mainOnly ? ['main dependencies'] : []),
    ...(group === undefined ? [] : [`groups ${group.join(', ')}`]),
    ...(extra === undefined ? [] : [`extras ${extra.join(', ')}`]),
  ];
  return [
    ...(environments.length === 0 ? [] : [{ name: 'environments', value: environments.join(', ') }]),
    ...(parts.length === 0 ? [] : [{ name: 'only', value: parts.join('; ') }]),
  ];
};

/** Reads the VEX documents that are to be believed. One that is none is the person's mistake; a statement that is incomplete is told. */
export const readStatements = async (
  paths: readonly string[] | undefined,
  context: CustodyContext,
): Promise<readonly VexDocument[]> => {
  if (paths === undefined) return [];
  const { readVex } = await import('@custody/audit');
  return paths.map((path) => {
    const { document, problems } = readVex(readWhole(path, MAX_DOCUMENT), path);
    if (document === undefined)
      throw new CommandError(
        `${path} is no VEX document that can be believed: ${problems[0]?.message ?? ''}`,
      );
    for (const { where, message } of problems)
      context.err.write(`note: ${sanitize(`${path}#${where}: ${message}; it is not believed`)}\n`);
    return document;
  });
};

/** What is believed, with its digests. */
export const vexFacts = (documents: readonly VexDocument[]): readonly RunFact[] =>
  documents.map(({ path, sha256, author, statements }) => ({
    name: 'vex',
    value: `${path} (sha256 ${sha256}), ${statements.length} statements by ${author}`,
  }));

/** Reads the earlier report that this run is compared with. */
export const readEarlier = (path: string | undefined): Baseline | undefined => {
  if (path === undefined) return undefined;
  const reading = readBaseline(readWhole(path, MAX_DOCUMENT));
  if (reading.kind === 'ok') return reading.baseline;
  throw new CommandError(`${path}: ${reading.message}`);
};
