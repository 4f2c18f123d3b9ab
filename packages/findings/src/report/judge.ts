import { FindingsError } from '../error.ts';
import { compareText } from '../order/compare.ts';
import { reaches } from '../order/severity.ts';
import { type Ignorer, ignorer } from '../policy/apply.ts';
import type { VersionIn } from '../policy/component.ts';
import { isDate } from '../policy/date.ts';
import { obeysInline } from '../policy/match.ts';
import { examinePolicy } from '../policy/examine.ts';
import { severityOf, thresholds } from '../policy/threshold.ts';
import type { Ignore, Policy } from '../policy/types.ts';
import { type RuleTable, ruleTable } from '../rule/table.ts';
import { POLICY_RULES } from '../rules/index.ts';
import type { Examination, Finding, Rule, RuleId, Subject, Threshold, Unknown } from '../types.ts';
import { countResults } from './count.ts';
import { fingerprinter } from './fingerprint.ts';
import { sortExaminations } from './sort.ts';
import type { JudgedFinding, JudgedUnknown, Report, RunContext, SubjectResult } from './types.ts';
import { verdictOf, verdictOfAll, verdictRank } from './verdict.ts';

export type JudgeInput = {
  readonly examinations: readonly Examination[];
  readonly policy: Policy;
  /** Every rule that exists, judged in this run or not. The `policy/` family need not be among them. */
  readonly rules: RuleTable;
  readonly context: RunContext;
  /** Tells whether a version is in a set; ignores that name versions cover nothing without it. */
  readonly versionIn?: VersionIn;
};

type Bench = {
  readonly policy: Policy;
  readonly ignores: Ignorer;
  readonly thresholdOf: (finding: Finding, subject: Subject) => Threshold;
  readonly fingerprintOf: (finding: Finding, subject: Subject) => string;
  readonly obeysInline: (file: string) => boolean;
};

/** What a VEX statement excuses reads as an ignore whose owner is the statement's author. */
const excuseOf = ({ rule, statement }: Finding): Ignore | undefined => {
  if (statement === undefined) return undefined;
  const { author, status, justification, detail } = statement;
  const reason = [`VEX: ${status}`, justification, detail].filter((part) => part !== undefined).join(', ');
  return { rule: rule.id, reason, owner: author, statement };
};

/** A comment in the judged tree is obeyed only where the policy says so. */
const obeyed = ({ rule, inline, locations }: Finding, bench: Bench): Ignore | undefined =>
  inline !== undefined && bench.obeysInline(locations[0].file)
    ? { rule: rule.id, path: locations[0].file, reason: inline, inline: true }
    : undefined;

const judgeFinding = (finding: Finding, subject: Subject, bench: Bench): JudgedFinding => {
  const severity = severityOf(finding, bench.policy);
  const ignored =
    bench.ignores.ignoreOf(finding.rule.id, subject, finding.locations[0], finding) ??
    excuseOf(finding) ??
    obeyed(finding, bench);
  return {
    ...finding,
    severity,
    confidence: finding.confidence ?? finding.rule.confidence,
    todo: finding.todo ?? finding.rule.todo,
    fingerprint: bench.fingerprintOf(finding, subject),
    decisive: ignored === undefined && reaches(severity, bench.thresholdOf(finding, subject)),
    ...(ignored === undefined ? {} : { ignored }),
  };
};

const judgeUnknown = (unknown: Unknown, subject: Subject, bench: Bench): JudgedUnknown => {
  const ignored = bench.ignores.ignoreOf(unknown.rule.id, subject, unknown.location, unknown);
  return {
    ...unknown,
    decisive: ignored === undefined && unknown.rule.online !== true && unknown.required !== false,
    ...(ignored === undefined ? {} : { ignored }),
  };
};

const judgeSubject = ({ subject, judged, ...seen }: Examination, bench: Bench): SubjectResult => {
  const findings = seen.findings.map((finding) => judgeFinding(finding, subject, bench));
  const unknowns = seen.unknowns.map((unknown) => judgeUnknown(unknown, subject, bench));
  return { subject, verdict: verdictOf({ findings, unknowns }), judged, findings, unknowns };
};

/** Every rule that the report has something to say of, by id. */
const rulesOf = (subjects: readonly SubjectResult[], table: RuleTable): readonly Rule[] => {
  const used = new Map<RuleId, Rule>();
  for (const { judged, findings, unknowns } of subjects) {
    for (const id of judged) {
      const rule = table.get(id);
      if (rule !== undefined) used.set(id, rule);
    }
    for (const { rule } of [...findings, ...unknowns]) used.set(rule.id, rule);
  }
  return [...used.values()].sort((a, b) => compareText(a.id, b.id));
};

/**
 * Turns what was found into a verdict under a policy: applies the ignores, examines the policy itself, sorts and counts.
 * The order of the examinations does not matter: the same inputs give the same report.
 * @throws {FindingsError} `malformed-date` where `context.today` is not a day written `YYYY-MM-DD`; errors of `ruleTable`.
 */
export const judge = ({ examinations, policy, rules, context, versionIn }: JudgeInput): Report => {
  if (!isDate(context.today)) {
    throw new FindingsError(
      'malformed-date',
      `today must be a day written YYYY-MM-DD; found ${context.today}`,
    );
  }
  const table = ruleTable([...rules.values(), ...POLICY_RULES]);
  const bench = {
    policy,
    ignores: ignorer(policy.ignores, context.today, versionIn),
    thresholdOf: thresholds(policy),
    fingerprintOf: fingerprinter(),
    obeysInline: obeysInline(policy.inlineIgnores),
  };
  const subjects = sortExaminations(examinations).map((examination) => judgeSubject(examination, bench));

  // Only now is it known what each ignore was good for.
  const judged = new Set(subjects.flatMap((result) => result.judged));
  const ofPolicy = examinePolicy({ policy, uses: bench.ignores.uses(), table, judged });
  if (ofPolicy !== undefined && ofPolicy.findings.length > 0) {
    for (const examination of sortExaminations([ofPolicy])) subjects.push(judgeSubject(examination, bench));
  }

  // What a person has to look at comes first; within one verdict the order of the paths stays.
  subjects.sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));

  const { origin, failOn, unrated } = policy;
  return {
    ...context,
    policy: {
      ...(origin === undefined ? {} : { origin }),
      failOn,
      ...(unrated === undefined ? {} : { unrated }),
      ...(policy.thresholds === undefined ? {} : { thresholds: policy.thresholds.length }),
      ignores: policy.ignores.length,
    },
    verdict: verdictOfAll(subjects),
    counts: countResults(subjects),
    subjects,
    rules: rulesOf(subjects, table),
  };
};
