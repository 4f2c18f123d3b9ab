import { areaOf } from '../rule/id.ts';
import type { RuleTable } from '../rule/table.ts';
import { finding } from '../rule/make.ts';
import { EXPIRED_IGNORE, POLICY_RULES, UNKNOWN_RULE, UNMATCHED_IGNORE } from '../rules/index.ts';
import { count } from '../text/number.ts';
import type { Examination, Finding, Location, RuleId } from '../types.ts';
import type { IgnoreUse } from './apply.ts';
import { coversRule } from './match.ts';
import type { Ignore, Policy } from './types.ts';

type Input = {
  readonly policy: Policy;
  readonly uses: readonly IgnoreUse[];
  readonly table: RuleTable;
  /** Ids of the rules that this run judged: an ignore for any other rule had no occasion to match. */
  readonly judged: ReadonlySet<RuleId>;
};

const scopeOf = (ignore: Ignore): string =>
  [
    ignore.advisory === undefined ? '' : ` for ${ignore.advisory}`,
    ignore.package === undefined ? '' : ` on ${ignore.package}`,
    ignore.version === undefined ? '' : ` ${ignore.version}`,
    ignore.group === undefined ? '' : ` in group ${ignore.group}`,
    ignore.environment === undefined ? '' : ` under ${ignore.environment}`,
    ignore.path === undefined ? '' : ` in ${ignore.path}`,
    ignore.entry === undefined ? '' : ` at ${ignore.entry}`,
    ignore.sha256 === undefined ? '' : ` for sha256 ${ignore.sha256.slice(0, 12)}`,
  ].join('');

const isKnown = (table: RuleTable, rule: Ignore['rule']): boolean =>
  rule.endsWith('/*') ? [...table.keys()].some((id) => areaOf(id) === areaOf(rule)) : table.has(rule);

const judgeIgnore = (use: IgnoreUse, location: Location, input: Input): Finding | undefined => {
  const { ignore, expired, matches, fixes } = use;
  const details = { locations: [location] as const, key: `${ignore.rule}${scopeOf(ignore)}` };
  if (!isKnown(input.table, ignore.rule)) {
    return finding(UNKNOWN_RULE, {
      ...details,
      message: `The policy ignores ${ignore.rule}, which does not exist`,
    });
  }
  if (expired) {
    const effect =
      matches === 0 ? 'It matches nothing any more' : `It would have covered ${count(matches, 'result')}`;
    return finding(EXPIRED_IGNORE, {
      ...details,
      message: `The ignore of ${ignore.rule}${scopeOf(ignore)} expired on ${ignore.expires ?? ''}. ${effect}`,
      ...(matches === 0 ? { severity: 'low' as const, todo: 'Remove the ignore' } : {}),
    });
  }
  if (fixes.length > 0) {
    const [first, ...rest] = fixes;
    const known = rest.length === 0 ? first : `${first} and ${count(rest.length, 'other version')}`;
    return finding(EXPIRED_IGNORE, {
      ...details,
      message: `The ignore of ${ignore.rule}${scopeOf(ignore)} held until a fix is known, and ${known} is one`,
      todo: 'Move to the fixed version, then remove the ignore',
    });
  }
  if (matches > 0 || ![...input.judged].some((id) => coversRule(ignore, id))) return undefined;
  return finding(UNMATCHED_IGNORE, {
    ...details,
    message: `The ignore of ${ignore.rule}${scopeOf(ignore)} matches nothing`,
  });
};

/** Examines the policy itself, after its ignores were applied. Nothing to say where there is no policy file. */
export const examinePolicy = (input: Input): Examination | undefined => {
  const { origin } = input.policy;
  if (origin === undefined) return undefined;
  const findings = input.uses.flatMap((use, index) => {
    const location = { file: origin.path, note: `ignore ${index + 1} of the policy` };
    return judgeIgnore(use, location, input) ?? [];
  });
  return {
    subject: { kind: 'policy', path: origin.path, sha256: origin.sha256 },
    judged: POLICY_RULES.map(({ id }) => id),
    findings,
    unknowns: [],
  };
};
