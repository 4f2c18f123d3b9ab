import { assess } from './assess.ts';
import type { RulesetFacts } from './rulesets.ts';
import type { Assessment, Requirement, RequirementVerdict } from './types.ts';
import { levelOf, type VerificationSummary } from './vsa.ts';

/** What is at hand about how a source revision came to be. */
export type SourceEvidence = {
  /** The commit that was built from, where the certificate or the provenance proves one. */
  readonly commit?: string;
  readonly repository?: string;
  /** Verified summaries about that very commit (`verifyVsa`). */
  readonly summaries: readonly VerificationSummary[];
  /** The repository's rules, as its forge exports them. Whoever exported them is believed. */
  readonly rulesets?: RulesetFacts;
  /** Ids of requirements for which somebody whom the invoker believes stands in, with who and since when. */
  readonly declared: ReadonlyMap<string, string>;
};

const CLAUSE = 'SLSA 1.2, Source: Requirements for producing source';

type Answer = readonly [RequirementVerdict, string];

const reviewed = ({ rulesets }: SourceEvidence): Answer | undefined => {
  if (rulesets === undefined) return undefined;
  const { review } = rulesets.branch;
  if (review === undefined || review.approvals < 1) return ['not-met', 'the rules ask for no approval'];
  const missing = [
    ...(review.dismissesStale ? [] : ['approvals outlive later changes']),
    ...(review.lastPush ? [] : ['who pushed last may approve']),
  ];
  if (missing.length > 0) return ['not-met', `the rules ask for approval, but ${missing.join(', and ')}`];
  return rulesets.bypassed.length > 0
    ? ['not-met', `the rules ask for review, but some may pass by ${rulesets.bypassed.join(', ')}`]
    : ['met', `the rules ask for ${review.approvals} approval of the last change`];
};

const history = ({ rulesets }: SourceEvidence): Answer | undefined => {
  if (rulesets === undefined) return undefined;
  if (rulesets.bypassed.length > 0) return ['not-met', `some may pass by ${rulesets.bypassed.join(', ')}`];
  return rulesets.branch.keepsHistory
    ? ['met', 'the default branch can neither be deleted nor rewritten']
    : ['not-met', 'the rules let the default branch be deleted or rewritten'];
};

const protectedRefs = (evidence: SourceEvidence): Answer | undefined => {
  const kept = history(evidence);
  if (kept === undefined || evidence.rulesets === undefined) return undefined;
  if (kept[0] !== 'met') return kept;
  return evidence.rulesets.tag.immutable
    ? ['met', 'branch history is kept, and tags can neither be moved nor deleted']
    : ['not-met', 'the rules let tags be moved or deleted'];
};

/** Every requirement of the source track: its level, its id in the standard, and what evidence there can be besides a summary. */
const REQUIREMENTS: readonly (readonly [
  level: 1 | 2 | 3 | 4,
  id: string,
  shown: (evidence: SourceEvidence) => Answer | undefined,
])[] = [
  [
    1,
    'choose-scs',
    ({ repository }) => (repository === undefined ? undefined : ['met', `kept at ${repository}`]),
  ],
  [1, 'repository-ids', ({ repository }) => (repository === undefined ? undefined : ['met', repository])],
  [1, 'revision-ids', ({ commit }) => (commit === undefined ? undefined : ['met', `commit ${commit}`])],
  [
    1,
    'human-readable-diff',
    ({ commit }) => (commit === undefined ? undefined : ['met', 'git shows changes']),
  ],
  [1, 'source-summary', () => undefined],
  [2, 'access-and-history', history],
  [2, 'safe-expunging-process', () => undefined],
  [2, 'history', history],
  // Rules tell what holds now, not since when.
  [2, 'continuity', () => undefined],
  [2, 'identity-management', () => undefined],
  [2, 'source-provenance', () => undefined],
  [3, 'technical-controls', () => undefined],
  [3, 'protected-refs', protectedRefs],
  [4, 'two-party-review', reviewed],
];

/** SLSA 1.2 Source L1 to L4, requirement by requirement. Without a summary by the source control system there is no level at all. */
export const assessSource = (evidence: SourceEvidence): Assessment => {
  const claims = evidence.summaries.map((summary) => ({
    summary,
    level: levelOf(summary.levels, 'SOURCE') ?? 0,
  }));
  const best = claims.reduce<(typeof claims)[number] | undefined>(
    (high, one) => (high === undefined || one.level > high.level ? one : high),
    undefined,
  );
  const answer = (level: number, id: string, shown: Answer | undefined): Answer => {
    // What the rules refute no summary makes good.
    if (shown?.[0] === 'not-met') return shown;
    if (best !== undefined && best.level >= level)
      return [
        id === 'source-summary' ? 'met' : 'declared',
        `${best.summary.verifierId} has verified level ${best.level}`,
      ];
    const word = evidence.declared.get(id);
    return (
      shown ?? (word === undefined ? ['not-shown', 'nothing in the evidence shows it'] : ['declared', word])
    );
  };
  const requirements = REQUIREMENTS.map(([level, id, shown]): Requirement => {
    const [verdict, message] = answer(level, id, shown(evidence));
    return { id, level, verdict, message, clause: CLAUSE };
  });
  return assess('source', 4, requirements);
};
