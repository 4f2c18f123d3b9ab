import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject, member, textMember } from '../json/value.ts';

/** What the rules of a repository, as its forge exports them, do for branches and for tags. */
export type RulesetFacts = {
  readonly branch: {
    readonly keepsHistory: boolean;
    readonly review: ReviewFacts | undefined;
    readonly checks: boolean;
  };
  readonly tag: { readonly immutable: boolean };
  /** Someone may pass by a rule that is counted. */
  readonly bypassed: readonly string[];
};

export type ReviewFacts = {
  readonly approvals: number;
  readonly dismissesStale: boolean;
  readonly lastPush: boolean;
  readonly codeOwners: boolean;
};

const list = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

/** Whether it covers the default branch, or every tag. One that names a few refs is not counted: which were meant is not known. */
const covers = (ruleset: JsonObject, target: 'branch' | 'tag'): boolean => {
  const names = member(member(ruleset, 'conditions'), 'ref_name');
  const include = list(member(names, 'include'));
  if (list(member(names, 'exclude')).length > 0) return false;
  return include.some((one) => one === '~ALL' || (target === 'branch' && one === '~DEFAULT_BRANCH'));
};

const reviewOf = (rule: Json | undefined): ReviewFacts | undefined => {
  const parameters = member(rule, 'parameters');
  if (!isObject(parameters)) return undefined;
  const approvals = member(parameters, 'required_approving_review_count');
  return {
    approvals: typeof approvals === 'number' ? approvals : 0,
    dismissesStale: member(parameters, 'dismiss_stale_reviews_on_push') === true,
    lastPush: member(parameters, 'require_last_push_approval') === true,
    codeOwners: member(parameters, 'require_code_owner_review') === true,
  };
};

/** Reads rulesets as GitHub exports them: one, or a list. Whatever is not understood counts for nothing. */
export const readRulesets = (value: Json): RulesetFacts => {
  const active = (isArray(value) ? value : [value]).filter(
    (one): one is JsonObject => isObject(one) && textMember(one, 'enforcement') === 'active',
  );
  const of = (target: 'branch' | 'tag'): readonly JsonObject[] =>
    active.filter((one) => textMember(one, 'target') === target && covers(one, target));
  const rules = (target: 'branch' | 'tag'): ReadonlyMap<string, Json> =>
    new Map(
      of(target).flatMap((one) =>
        list(member(one, 'rules')).flatMap((rule) => {
          const type = textMember(rule, 'type');
          return type === undefined ? [] : [[type, rule] as const];
        }),
      ),
    );
  const [branch, tag] = [rules('branch'), rules('tag')];
  return {
    branch: {
      keepsHistory: branch.has('deletion') && branch.has('non_fast_forward'),
      review: branch.has('pull_request') ? reviewOf(branch.get('pull_request')) : undefined,
      checks: branch.has('required_status_checks'),
    },
    tag: { immutable: tag.has('deletion') && tag.has('update') },
    bypassed: [...of('branch'), ...of('tag')]
      .filter((one) => list(member(one, 'bypass_actors')).length > 0)
      .map((one) => textMember(one, 'name') ?? 'unnamed'),
  };
};
