import {
  ATTEST_RULES,
  type ArtifactVerdict,
  concludeArtifact,
  judgeArtifact,
  judgeReleases,
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
import { digestFlag, expectations, loadKeyring, loadKeys, loadTrust, trustText } from './inputs.ts';
import { VERIFY_SCHEMA, verifyJson } from './json.ts';
import { type LoadedSigners, loadSigners } from './policy.ts';
import { exitOf, type VerifyResult } from './result.ts';
import { verifyText } from './text.ts';

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

/** `custody verify ARTIFACT…`. */
export const runVerify = async (
  context: CustodyContext,
  flags: VerifyFlags,
  paths: readonly string[],
): Promise<void> => {
  const stated = flags.digest === undefined ? undefined : digestFlag(flags.digest);
  if (stated !== undefined && paths.length > 1)
    throw new CommandError('--digest is of one artifact, not of several');
  if (flags.record && flags.identities === undefined)
    throw new CommandError('--record needs --identities, which says where');
  expectations(flags.identity);
  // The whole policy has to be sound, also where it is not about signers.
  await loadPolicy(flags.policy);
  const signers = await loadSigners(flags.policy);
  if (flags.policy !== undefined && signers === undefined)
    throw new CommandError(`policy ${flags.policy} says nothing about who may sign: it has no [verify]`);
  const keys = loadKeys(flags.key);
  const keyring = loadKeyring(flags.keyring);
  const record = flags.identities === undefined ? undefined : openIdentities(flags.identities, flags.record);
  const trust = await loadTrust(flags.trustRoot);
  if (trust.kind === 'unusable') return refuseTrust(trust.reason, flags, context);

  const now = clockFor(context.environment, context.clock).now();
  const examined: Examined[] = [];
  for (const path of paths)
    examined.push(
      await examineArtifact(path, {
        stated,
        places: flags.evidence,
        context: { trust: trust.root, keys, now, ...(keyring === undefined ? {} : { keyring }) },
      }),
    );
  let artifacts = conclude(examined, signers, flags, record?.of, now);
  let added = 0;
  if (record !== undefined && flags.record) {
    // What is recorded now was used first now: from here on it is what the record says.
    const found = foundIdentities(artifacts);
    added = await record.add(found);
    artifacts = conclude(examined, signers, flags, (name) => record.of(name) ?? found.get(name), now);
  }
  const result: VerifyResult = {
    artifacts,
    releases: judgeReleases(artifacts),
    builders: signers?.policy.builders ?? [],
    facts: [
      { name: 'network', value: 'offline' },
      { name: 'trust root', value: `${trustText(trust.root, now)}, sha256 ${trust.root.sha256}` },
      {
        name: 'policy',
        value: signers === undefined ? 'none about signers' : `${signers.path}, sha256 ${signers.sha256}`,
      },
      ...(flags.identity ?? []).map((value) => ({ name: 'expected', value })),
      ...(flags.identities === undefined ? [] : [{ name: 'identities', value: flags.identities }]),
      ...(flags.record ? [{ name: 'recorded', value: `${added} new` }] : []),
    ],
  };
  await show(result, signers, paths, flags, context);
  context.finish(exitOf(result));
};
