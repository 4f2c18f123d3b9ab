import { join } from 'node:path';
import { Buffer } from 'node:buffer';
import { count, judge, type Policy, POLICY_RULES, ruleTable, sanitize, unifiedDiff } from '@custody/findings';
import { HostError, readWhole, writeAtomically } from '@custody/host';
import {
  type AppliedFile,
  type Mend,
  mendFiles,
  type Mending,
  type Repository,
  REPOSITORY_RULES,
  type RepositoryExamination,
} from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import type { PinFlags } from './command.ts';

/** Every rule that a report of this command can name. */
export const REPOSITORY_TABLE = ruleTable([...REPOSITORY_RULES.map(({ rule }) => rule), ...POLICY_RULES]);

const MAX_FILE = 4 * 1024 * 1024;

/** The file is still the one that was judged: what another program wrote meanwhile is not overwritten. */
const assertSame = (path: string, before: Uint8Array | undefined): void => {
  let now: Uint8Array | undefined;
  try {
    now = readWhole(path, MAX_FILE, { followLinks: false });
  } catch (error) {
    if (!(error instanceof HostError && error.code === 'not-found')) throw error;
  }
  const same =
    before === undefined ? now === undefined : now !== undefined && Buffer.compare(now, before) === 0;
  if (!same) throw new HostError('changed', `${path} changed meanwhile; nothing was written to it`, { path });
};

/** Writes a file at once and whole, unless it is no longer what it was. */
export const writeSame = async (
  path: string,
  before: Uint8Array | undefined,
  after: Uint8Array,
): Promise<void> => {
  await writeAtomically(path, (sink) => sink.write(after), { beforeCommit: () => assertSame(path, before) });
};

const write = (root: string, { path, before, after }: AppliedFile): Promise<void> =>
  writeSame(join(root, path), before, after);

/** What was done, for a person: on standard error, beside the report. */
const summary = ({ files, made, postponed, refused }: Mending, dryRun: boolean): string =>
  [
    made.length === 0
      ? 'nothing here can be mended by itself'
      : `${dryRun ? 'would mend' : 'mended'} ${count(made.length, 'finding')} in ${count(files.length, 'file')}`,
    ...(postponed.length === 0
      ? []
      : [`${count(postponed.length, 'mend')} left for the next run: run it again`]),
    ...refused.map(({ path, reason }) => `${sanitize(path)}: ${reason}`),
  ]
    .map((line) => `custody: ${line}\n`)
    .join('');

/** Findings that the policy ignores are left as they are: someone decided so. */
const chosen = (
  { examination, mends }: RepositoryExamination,
  policy: Policy,
  today: string,
  unsafe: boolean,
): readonly Mend[] => {
  const { subjects } = judge({
    examinations: [examination],
    policy,
    rules: REPOSITORY_TABLE,
    context: { tool: { name: 'custody', version: '' }, command: '', today, facts: [] },
  });
  // Judging sorts findings, and hands their places on as they are.
  const ignored = new Set(
    subjects.flatMap(({ findings }) =>
      findings.flatMap((one) => (one.ignored === undefined ? [] : [one.locations])),
    ),
  );
  return mends.filter(
    (mend, index): mend is Mend =>
      mend !== undefined &&
      (unsafe || mend.safety === 'safe') &&
      !ignored.has(examination.findings[index]?.locations ?? [{ file: '' }]),
  );
};

/** Makes the mends of one repository, or shows them. Answers whether anything was written. */
export const mendRepository = async (
  context: CustodyContext,
  { dryRun, unsafeFixes }: PinFlags,
  root: string,
  repository: Repository,
  examined: RepositoryExamination,
  policy: Policy,
): Promise<boolean> => {
  const today = new Date(context.clock.now()).toISOString().slice(0, 10);
  const mending = mendFiles(repository, chosen(examined, policy, today, unsafeFixes));
  if (dryRun) {
    for (const { path, before, splices } of mending.files)
      context.out.write(unifiedDiff(path, before, splices));
  } else for (const file of mending.files) await write(root, file);
  context.err.write(summary(mending, dryRun));
  return !dryRun && mending.files.length > 0;
};
