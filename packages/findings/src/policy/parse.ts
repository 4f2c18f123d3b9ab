import { readException, THRESHOLDS } from './exception.ts';
import { readIgnore } from './ignore.ts';
import { DEFAULT_POLICY, type Policy, type PolicyOrigin, type PolicyProblem, type Unrated } from './types.ts';
import { isTable, readGlobs, readWord, received, refuseUnknownKeys, type Say, tablesOf } from './value.ts';

const POLICY_KEYS: readonly string[] = ['fail-on', 'unrated', 'inline-ignores', 'threshold', 'ignore'];
const UNRATED: readonly Unrated[] = ['low', 'medium', 'high', 'critical', 'ignore'];

/**
 * Reads a policy from parsed TOML (`custody.toml`): `fail-on`, `unrated`, `inline-ignores`, `[[threshold]]` and `[[ignore]]` tables. Strict: an
 * unknown key, a wrong type or an ignore without a reason is a problem, and a policy with problems must not be used (for a
 * caller it is a usage error).
 */
export const parsePolicy = (
  value: unknown,
  origin?: PolicyOrigin,
): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } => {
  const problems: PolicyProblem[] = [];
  const say: Say = (at, message) => problems.push({ at, message });
  const made = origin === undefined ? {} : { origin };
  if (!isTable(value)) {
    say('', `a policy must be a table; found ${received(value)}`);
    return { policy: { ...made, ...DEFAULT_POLICY }, problems };
  }
  refuseUnknownKeys(value, POLICY_KEYS, '', say);
  const failOn = readWord(value, 'fail-on', THRESHOLDS, '', say) ?? DEFAULT_POLICY.failOn;
  const unrated = readWord(value, 'unrated', UNRATED, '', say);
  const inlineIgnores = readGlobs(value, 'inline-ignores', say);
  const thresholds = tablesOf(value, 'threshold', say).flatMap(
    (table) => readException(table.value, table.at, say) ?? [],
  );
  const ignores = tablesOf(value, 'ignore', say).flatMap(
    (table) => readIgnore(table.value, table.at, say) ?? [],
  );
  return {
    policy: {
      ...made,
      failOn,
      ...(unrated === undefined ? {} : { unrated }),
      ...(thresholds.length === 0 ? {} : { thresholds }),
      ignores,
      ...(inlineIgnores === undefined ? {} : { inlineIgnores }),
    },
    problems,
  };
};
