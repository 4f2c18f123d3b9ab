import {
  ATTEST_RULES,
  type ArtifactVerdict,
  concludeArtifact,
  judgeArtifact,
  judgeReleases,
  type TrustRoot,
} from '@custody/attest';
import { ansi, judge, plain, ruleTable } from '@custody/findings';
import { clockFor, writeAtomically } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import { runContextOf } from '../judged.ts';
import { loadPolicy } from '../policy.ts';
import { writeReport } from '../report.ts';
import type { VerifyFlags } from './command.ts';
import { type Examined, examineArtifact } from './examine.ts';
import { foundIdentities, type IdentityRecord, openIdentities } from './identities.ts';
import { digestFlag, expectations, loadKeyring, loadKeys } from './inputs.ts';
import { VERIFY_SCHEMA, verifyJson } from './json.ts';
import type { Network } from './network.ts';
import { type LoadedSigners, loadSigners } from './policy.ts';
import { exitOf, type VerifyResult } from './result.ts';
import { assertSlsaFlags, levelsOf } from './slsa.ts';
import { assertSummaryFlags, writeSummary } from './summary.ts';
import { verifyText } from './text.ts';
import { loadTrust, type Trust, trustText } from './trust.ts';
import { cacheDirectory } from './tuf-cache.ts';

const emit = async (text: string, flags: VerifyFlags, context: CustodyContext): Promise<void> => {
  if (flags.output === undefined) context.out.write(text);
  else await writeAtomically(flags.output, (sink) => sink.write(Buffer.from(text)));
};

/** Without a root nothing can be judged: said as such, in the form that was asked for. */
const refuseTrust = async (reason: string, flags: VerifyFlags, context: CustodyContext): Promise<void> => {
  if (flags.format !== 'json') throw new CommandError(`the trust root is unusable: ${reason}`, EXIT.source);
  const report = { schema: VERIFY_SCHEMA, verdict: 'trust-root-unusable', exitCode: EXIT.source, reason };
  await emit(`${JSON.stringify(report, undefined, 2)}\n`, flags, context);
  context.finish(EXIT.source);
};

const wantsColour = ({ terminal, environment }: CustodyContext, flags: VerifyFlags): boolean =>
  flags.output === undefined &&
  terminal.out &&
  (environment.variable('NO_COLOR') ?? '') === '' &&
  environment.variable('TERM') !== 'dumb';

const show = async (
  result: VerifyResult,
  signers: LoadedSigners | undefined,
  paths: readonly string[],
  flags: VerifyFlags,
  context: CustodyContext,
): Promise<void> => {
  if (flags.format === 'json')
    return emit(verifyJson(result, signers?.policy.builders ?? []), flags, context);
  if (flags.format === 'text')
    return emit(verifyText(result, wantsColour(context, flags) ? ansi : plain, flags.quiet), flags, context);
  const report = judge({
    examinations: result.artifacts.map((artifact) => {
      const judgements = judgeArtifact(artifact);
      return {
        subject: { kind: 'file', path: artifact.path, sha256: artifact.sha256 },
        judged: judgements.map(({ rule }) => rule.id),
        findings: judgements.flatMap(({ findings }) => findings),
        unknowns: judgements.flatMap(({ unknowns }) => unknowns),
      };
    }),
    // What may be passed over in a check may not be here: ignores and thresholds do not apply.
    policy: { failOn: 'medium', ignores: [] },
    rules: ruleTable(ATTEST_RULES),
    context: runContextOf(context, ['custody verify', ...paths], result.facts),
  });
  return writeReport(report, flags, context);
};

const conclude = (
  examined: readonly Examined[],
  signers: LoadedSigners | undefined,
  flags: VerifyFlags,
  recorded: IdentityRecord['of'] | undefined,
  now: number,
): readonly ArtifactVerdict[] => {
  const expected = expectations(flags.identity);
  return examined.map((one) =>
    concludeArtifact({
      ...one,
      ...(signers === undefined ? {} : { policy: signers.policy }),
      expected,
      ...(recorded === undefined ? {} : { recorded }),
      now,
    }),
  );
};

/** A flag that would change nothing, or that another one refuses, is a mistake. Throws CommandError. */
const assertFlags = (flags: VerifyFlags, paths: readonly string[]): void => {
  if (flags.digest !== undefined && paths.length > 1)
    throw new CommandError('--digest is of one artifact, not of several');
  if (flags.record && flags.identities === undefined)
    throw new CommandError('--record needs --identities, which says where');
  if (flags.offline && (flags.online || flags.indexUrl !== undefined))
    throw new CommandError(
      `${flags.online ? '--online' : '--index-url'} uses the network, and --offline refuses it: give one of them`,
    );
  if (flags.digest !== undefined) digestFlag(flags.digest);
  assertSlsaFlags(flags);
  assertSummaryFlags(flags);
  expectations(flags.identity);
};

type Run = {
  readonly context: CustodyContext;
  readonly flags: VerifyFlags;
  readonly paths: readonly string[];
  readonly signers: LoadedSigners | undefined;
  readonly record: IdentityRecord | undefined;
  readonly network: Network | undefined;
  readonly now: number;
};

const trustFor = ({ context, flags, network, now }: Run): Promise<Trust> => {
  const cache = cacheDirectory(context.environment);
  return loadTrust(flags, { http: flags.online ? network?.http : undefined, cache, now });
};

const factsOf = (run: Run, trust: TrustRoot, examined: readonly Examined[]): VerifyResult['facts'] => {
  const { flags, signers, network, now } = run;
  const asked = network?.asked() ?? [];
  const policy = signers === undefined ? 'none about signers' : `${signers.path}, sha256 ${signers.sha256}`;
  return [
    { name: 'network', value: asked.length === 0 ? 'offline' : `asked ${asked.join(', ')}` },
    ...examined.flatMap(({ path, absent }) =>
      absent === undefined ? [] : [{ name: 'index', value: `${path}: ${absent}` }],
    ),
    { name: 'trust root', value: `${trustText(trust, now)}, sha256 ${trust.sha256}` },
    { name: 'policy', value: policy },
    ...(flags.identity ?? []).map((value) => ({ name: 'expected', value })),
    ...(flags.identities === undefined ? [] : [{ name: 'identities', value: flags.identities }]),
  ];
};

const examineAll = async (run: Run, root: TrustRoot): Promise<readonly Examined[]> => {
  const { flags, paths, network, now } = run;
  const stated = flags.digest === undefined ? undefined : digestFlag(flags.digest);
  const keys = loadKeys(flags.key);
  const keyring = loadKeyring(flags.keyring);
  const examined: Examined[] = [];
  for (const path of paths)
    examined.push(
      await examineArtifact(path, {
        stated,
        places: flags.evidence,
        provenanceOf: network?.provenanceOf,
        context: { trust: root, keys, now, ...(keyring === undefined ? {} : { keyring }) },
      }),
    );
  return examined;
};

const verify = async (run: Run): Promise<void> => {
  const { context, flags, paths, signers, record, now } = run;
  const trust = await trustFor(run);
  if (trust.kind === 'unusable') return refuseTrust(trust.reason, flags, context);
  const examined = await examineAll(run, trust.root);
  let artifacts = conclude(examined, signers, flags, record?.of, now);
  let added = 0;
  if (record !== undefined && flags.record) {
    // What is recorded now was used first now: from here on it is what the record says.
    const found = foundIdentities(artifacts);
    added = await record.add(found);
    artifacts = conclude(examined, signers, flags, (name) => record.of(name) ?? found.get(name), now);
  }
  const { slsa, summary } = flags;
  const levels =
    slsa || summary !== undefined
      ? levelsOf(artifacts, flags, signers?.policy, loadKeys(flags.key))
      : undefined;
  const facts = [
    ...factsOf(run, trust.root, examined),
    ...(flags.record ? [{ name: 'recorded', value: `${added} new` }] : []),
  ];
  const found: VerifyResult = {
    artifacts,
    releases: judgeReleases(artifacts),
    builders: signers?.policy.builders ?? [],
    facts,
    ...(slsa && levels !== undefined ? { levels } : {}),
  };
  const written =
    summary === undefined
      ? []
      : [await writeSummary(found, levels ?? [], { ...flags, summary }, signers, now)];
  const result = { ...found, facts: [...facts, ...written.map((value) => ({ name: 'summary', value }))] };
  await show(result, signers, paths, flags, context);
  context.finish(exitOf(result));
};

/** `custody verify ARTIFACT…`. */
export const runVerify = async (
  context: CustodyContext,
  flags: VerifyFlags,
  paths: readonly string[],
): Promise<void> => {
  assertFlags(flags, paths);
  // The whole policy has to be sound, also where it is not about signers.
  await loadPolicy(flags.policy);
  const signers = await loadSigners(flags.policy);
  if (flags.policy !== undefined && signers === undefined)
    throw new CommandError(`policy ${flags.policy} says nothing about who may sign: it has no [verify]`);
  const record = flags.identities === undefined ? undefined : openIdentities(flags.identities, flags.record);
  const now = clockFor(context.environment, context.clock).now();
  // Nothing that can reach the network is loaded unless somebody asked for it.
  const network =
    flags.online || flags.indexUrl !== undefined
      ? (await import('./network.ts')).openNetwork(context, flags)
      : undefined;
  try {
    await verify({ context, flags, paths, signers, record, network, now });
  } finally {
    network?.close();
  }
};
