import {
  type ArtifactLevels,
  type ArtifactVerdict,
  assessArtifact,
  type Assessment,
  type ManagedKey,
  readEvidence,
  readJson,
  readRulesets,
  type RequirementVerdict,
  type SignerPolicy,
} from '@custody/attest';
import { sanitize, type TextStyle } from '@custody/findings';
import { readWhole } from '@custody/host';
import { CommandError } from '../../exit.ts';
import type { Style } from './text.ts';

const MAX_FILE = 16 * 2 ** 20;

export type SlsaFlags = {
  readonly slsa: boolean;
  readonly rulesets?: string;
  readonly sourceSummary?: readonly string[];
};

/** Throws CommandError where a flag is given that only `--slsa` has a use for. */
export const assertSlsaFlags = ({ slsa, rulesets, sourceSummary }: SlsaFlags): void => {
  if (!slsa && (rulesets !== undefined || sourceSummary !== undefined))
    throw new CommandError(
      `${rulesets === undefined ? '--source-summary' : '--rulesets'} is for --slsa: give both`,
    );
};

const rulesetsOf = (path: string) => {
  const json = readJson(readWhole(path, MAX_FILE));
  if (json.kind === 'invalid') throw new CommandError(sanitize(`${path}: ${json.problems[0].message}`));
  return readRulesets(json.value);
};

const envelopesOf = (path: string) => {
  const reading = readEvidence(readWhole(path, MAX_FILE));
  if (reading.kind === 'invalid') throw new CommandError(sanitize(`${path}: ${reading.problems[0].message}`));
  return reading.value.flatMap(({ content }) => (content.kind === 'dsse' ? [content.envelope] : []));
};

/** The levels of each artifact, in order. */
export const levelsOf = (
  artifacts: readonly ArtifactVerdict[],
  { rulesets, sourceSummary }: SlsaFlags,
  policy: SignerPolicy | undefined,
  keys: readonly ManagedKey[],
): readonly ArtifactLevels[] => {
  const input = {
    policy,
    keys,
    sourceSummaries: (sourceSummary ?? []).flatMap(envelopesOf),
    ...(rulesets === undefined ? {} : { rulesets: rulesetsOf(rulesets) }),
  };
  return artifacts.map((artifact) => assessArtifact(artifact, input));
};

const VERDICTS: Readonly<Record<RequirementVerdict, readonly [TextStyle, string]>> = {
  met: ['ok', 'met      '],
  declared: ['ok', 'declared '],
  'not-met': ['findings', 'not met  '],
  'not-shown': ['undecided', 'not shown'],
};

const trackLines = (name: string, { level, requirements }: Assessment, style: Style): readonly string[] => [
  `  ${name}: level ${level}`,
  ...requirements.map(({ level: at, id, verdict, message }) => {
    const [look, word] = VERDICTS[verdict];
    return `    ${at} ${style(look, word)} ${id}: ${sanitize(message)}`;
  }),
];

/** Every requirement of every track, for people. */
export const slsaLines = ({ build, source, legacy }: ArtifactLevels, style: Style): readonly string[] => [
  ...trackLines('SLSA 1.2 build', build, style),
  ...trackLines('SLSA 1.2 source', source, style),
  ...trackLines('SLSA 0.1', legacy, style),
];
