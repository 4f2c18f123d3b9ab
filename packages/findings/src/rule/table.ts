import { FindingsError } from '../error.ts';
import { compareText } from '../order/compare.ts';
import type { Rule, RuleId } from '../types.ts';
import { isRuleId } from './id.ts';

/** All rules by id, in the order of their ids. */
export type RuleTable = ReadonlyMap<RuleId, Rule>;

/**
 * Puts rules in a table ordered by id.
 * @throws {FindingsError} `malformed-rule-id` where an id is not `area/kebab-name`, `duplicate-rule` where two different rules share one.
 */
export const ruleTable = (rules: Iterable<Rule>): RuleTable => {
  const table = new Map<RuleId, Rule>();
  for (const rule of [...rules].sort((a, b) => compareText(a.id, b.id))) {
    if (!isRuleId(rule.id)) {
      throw new FindingsError(
        'malformed-rule-id',
        `rule id ${JSON.stringify(rule.id)} is not area/kebab-name`,
      );
    }
    const other = table.get(rule.id);
    if (other !== undefined && other !== rule) {
      throw new FindingsError(
        'duplicate-rule',
        `two rules are called ${rule.id}: "${other.title}" and "${rule.title}"`,
      );
    }
    table.set(rule.id, rule);
  }
  return table;
};
