import {
  type ArtifactLevels,
  type ArtifactOutcome,
  type ArtifactVerdict,
  assessBuild,
  describeIdentity,
  type ExaminedEvidence,
  predicateName,
  type ReleaseVerdict,
  signerIdentity,
  type SignerPolicy,
  type Step,
  type StepOutcome,
} from '@custody/attest';
import { count, sanitize, type TextStyle } from '@custody/findings';
import { adviceOf } from './advice.ts';
import { verdictOf, type VerifyResult } from './result.ts';
import { slsaLines } from './slsa.ts';

export type Style = (style: TextStyle, text: string) => string;

const OUTCOMES: Readonly<Record<ArtifactOutcome, readonly [TextStyle, string]>> = {
  verified: ['ok', 'verified'],
  invalid: ['findings', 'INVALID: evidence about it is bad'],
  'policy-mismatch': ['findings', 'POLICY MISMATCH: the evidence is good, and not what is asked for'],
  'no-attestation': ['findings', 'NO ATTESTATION: there is no evidence about it'],
  undecided: ['undecided', 'undecided'],
};

const STEPS: Readonly<Record<StepOutcome, readonly [TextStyle, string]>> = {
  holds: ['ok', 'holds          '],
  'does-not-hold': ['findings', 'does not hold  '],
  unjudged: ['undecided', 'not judged     '],
};

const stepLine = ({ id, outcome, message, clause }: Step, style: Style): string => {
  const [look, word] = STEPS[outcome];
  return `    ${style(look, word)} ${id}: ${sanitize(message)} ${style('faint', `[${sanitize(clause)}]`)}`;
};

const signerLine = (one: ExaminedEvidence & { kind: 'verified' }): readonly string[] => {
  const { signer, statement, times, outcome } = one.verification;
  if (signer === undefined || outcome !== 'holds') return [];
  const what = statement === undefined ? 'signature' : predicateName(statement.predicateType);
  const when = times.map(({ time }) => time).sort((a, b) => a - b)[0];
  const at = when === undefined ? '' : `, ${new Date(when).toISOString().slice(0, 19)}Z`;
  return [`    ${sanitize(`${what} by ${describeIdentity(signerIdentity(signer))}${at}`)}`];
};

/** The build level that provenance shows, and what is missing for the next. */
const levelLine = (
  one: ExaminedEvidence & { kind: 'verified' },
  builders: SignerPolicy['builders'],
): readonly string[] => {
  if (one.provenance === undefined) return [];
  const { outcome, signer } = one.verification;
  const { level, requirements } = assessBuild({
    provenance: one.provenance,
    signer: outcome === 'holds' ? signer : undefined,
    builders,
  });
  const next = requirements.filter(
    (each) => each.level === level + 1 && each.verdict !== 'met' && each.verdict !== 'declared',
  );
  const missing = next.map(({ id, verdict }) => `${id} ${verdict.replace('-', ' ')}`).join(', ');
  return [`    SLSA build level ${level}${missing === '' ? '' : `; for ${level + 1}: ${missing}`}`];
};

const evidenceLines = (
  one: ExaminedEvidence,
  style: Style,
  builders: SignerPolicy['builders'],
): readonly string[] => {
  if (one.kind === 'unreadable')
    return [`  ${sanitize(one.place)}: ${style('undecided', `could not be read: ${sanitize(one.reason)}`)}`];
  if (one.kind === 'malformed')
    return [
      `  ${sanitize(one.place)}: ${style('findings', 'is no evidence that can be read')}`,
      ...one.problems.map(({ place, message, clause }) =>
        stepLine({ id: 'form', outcome: 'does-not-hold', message: `${place}: ${message}`, clause }, style),
      ),
    ];
  const version = 'version' in one.format ? ` ${one.format.version}` : '';
  return [
    `  ${sanitize(one.place)} ${style('faint', `(${one.format.kind}${version})`)}`,
    ...signerLine(one),
    ...levelLine(one, builders),
    ...one.verification.steps.map((step) => stepLine(step, style)),
  ];
};

const artifactLines = (
  artifact: ArtifactVerdict,
  style: Style,
  builders: SignerPolicy['builders'],
  levels: ArtifactLevels | undefined,
): readonly string[] => {
  const { path, sha256, release, version, evidence, policy, outcome, failed } = artifact;
  const [look, words] = OUTCOMES[outcome];
  const named = release.name === undefined ? '' : ` · ${release.name} ${version ?? ''}`;
  const shown = outcome === 'no-attestation' && !failed ? 'undecided' : look;
  return [
    '',
    `${style('strong', sanitize(path))}${sanitize(named)} · sha256 ${sha256}`,
    `  ${style(shown, words)}`,
    ...evidence.flatMap((one) => evidenceLines(one, style, builders)),
    `  policy${policy.mode === undefined ? '' : ` (${policy.mode})`}`,
    ...policy.steps.map((step) => stepLine(step, style)),
    ...(levels === undefined ? [] : slsaLines(levels, style)),
  ];
};

const releaseLines = ({ name, version, files, steps }: ReleaseVerdict, style: Style): readonly string[] => [
  '',
  style('strong', sanitize(`release ${name} ${version}, ${count(files.length, 'file')}`)),
  ...steps.map((step) => stepLine(step, style)),
];

/** The first line: the verdict, and how many artifacts stand how. */
export const headlineOf = (result: VerifyResult): string => {
  const tally = (Object.keys(OUTCOMES) as ArtifactOutcome[]).flatMap((outcome) => {
    const many = result.artifacts.filter((one) => one.outcome === outcome).length;
    return many === 0 ? [] : [`${many} ${outcome.replaceAll('-', ' ')}`];
  });
  const broken = result.releases.filter(({ outcome }) => outcome === 'does-not-hold').length;
  if (broken > 0)
    tally.push(`${count(broken, 'release')} that ${broken === 1 ? 'does' : 'do'} not hold together`);
  return `${verdictOf(result)}: ${tally.join(', ')}`;
};

/** The report for people: verdict first, then the trace of every check. */
export const verifyText = (result: VerifyResult, style: Style, quiet: boolean): string => {
  const verdict = verdictOf(result);
  const [first, ...rest] = [
    style(verdict, headlineOf(result)),
    ...(quiet ? [] : adviceOf(result).map((one) => `  → ${sanitize(one)}`)),
    ...(quiet
      ? []
      : result.artifacts.flatMap((one, index) =>
          artifactLines(one, style, result.builders, result.levels?.[index]),
        )),
    ...(quiet ? [] : result.releases.flatMap((one) => releaseLines(one, style))),
    ...(quiet
      ? []
      : ['', ...result.facts.map(({ name, value }) => style('faint', sanitize(`${name}: ${value}`)))]),
  ];
  return `${[first, ...rest].join('\n')}\n`;
};
