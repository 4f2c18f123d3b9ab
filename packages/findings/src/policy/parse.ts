import { isRuleArea, isRuleId } from '../rule/id.ts';
import { sanitize } from '../text/sanitize.ts';
import { shorten } from '../text/shorten.ts';
import type { Threshold } from '../types.ts';
import { isDate } from './date.ts';
import { LONGEST_GLOB } from './glob.ts';
import { DEFAULT_POLICY, type Ignore, type Policy, type PolicyOrigin, type PolicyProblem } from './types.ts';

const THRESHOLDS: readonly string[] = ['low', 'medium', 'high', 'critical', 'never'] satisfies Threshold[];
const POLICY_KEYS: readonly string[] = ['fail-on', 'ignore'];
const IGNORE_KEYS: readonly string[] = ['rule', 'path', 'entry', 'sha256', 'reason', 'expires', 'owner'];

type Say = (at: string, message: string) => void;
type Table = Readonly<Record<string, unknown>>;

/** A received value, short and visible, for the end of a message. */
const received = (value: unknown): string => {
  if (typeof value === 'string') return `"${sanitize(shorten(value, 60))}"`;
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return `${value}`;
  return value === undefined || value === null ? 'nothing' : 'a table';
};

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** An own property only: a policy cannot be completed by a prototype. */
const own = (table: Table, key: string): unknown => (Object.hasOwn(table, key) ? table[key] : undefined);

const refuseUnknownKeys = (table: Table, known: readonly string[], prefix: string, say: Say): void => {
  for (const key of Object.keys(table)) {
    if (!known.includes(key)) {
      const shown = sanitize(shorten(key, 60));
      say(`${prefix}${shown}`, `unknown key "${shown}"; expected one of ${known.join(', ')}`);
    }
  }
};

const readText = (table: Table, key: string, at: string, say: Say): string | undefined => {
  const value = own(table, key);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  say(`${at}.${key}`, `${key} must be a string that is not empty; found ${received(value)}`);
  return undefined;
};

const readGlob = (table: Table, key: string, at: string, say: Say): string | undefined => {
  const value = readText(table, key, at, say);
  if (value === undefined || value.length <= LONGEST_GLOB) return value;
  say(`${at}.${key}`, `${key} must be a glob of at most ${LONGEST_GLOB} characters; found ${value.length}`);
  return undefined;
};

/** TOML writes a date with or without quotes; both are accepted, a time of day is not. */
const readExpiry = (table: Table, at: string, say: Say): string | undefined => {
  const value = own(table, 'expires');
  if (value === undefined) return undefined;
  const valid = value instanceof Date && !Number.isNaN(value.getTime());
  const text = valid ? value.toISOString() : value;
  if (typeof text === 'string' && isDate(text)) return text;
  say(`${at}.expires`, `expires must be a day written YYYY-MM-DD; found ${received(text)}`);
  return undefined;
};

const readRule = (table: Table, at: string, say: Say): Ignore['rule'] | undefined => {
  const value = own(table, 'rule');
  if (typeof value !== 'string' || !(isRuleId(value) || isRuleArea(value))) {
    const found = value === undefined ? 'nothing' : received(value);
    say(`${at}.rule`, `rule must be a rule id such as "zip/unique-names", or "zip/*"; found ${found}`);
    return undefined;
  }
  // What is wrong with the policy must be mended in the policy; ignoring it there would never end.
  if (value.startsWith('policy/')) {
    say(`${at}.rule`, `${value} cannot be ignored: correct the policy instead`);
    return undefined;
  }
  return value;
};

const readIgnore = (value: unknown, at: string, say: Say): Ignore | undefined => {
  if (!isTable(value)) {
    say(at, `each ignore must be a table ([[ignore]]); found ${received(value)}`);
    return undefined;
  }
  refuseUnknownKeys(value, IGNORE_KEYS, `${at}.`, say);
  const rule = readRule(value, at, say);
  if (own(value, 'reason') === undefined) {
    say(
      `${at}.reason`,
      'reason is missing: say why this is accepted, for whoever reads the report next year',
    );
  }
  const reason = readText(value, 'reason', at, say);
  const sha256 = readText(value, 'sha256', at, say);
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) {
    say(`${at}.sha256`, `sha256 must be 64 hexadecimal digits; found ${received(sha256)}`);
  }
  const optional = {
    path: readGlob(value, 'path', at, say),
    entry: readGlob(value, 'entry', at, say),
    sha256: sha256?.toLowerCase(),
    expires: readExpiry(value, at, say),
    owner: readText(value, 'owner', at, say),
  };
  if (rule === undefined || reason === undefined) return undefined;
  const { path, entry, expires, owner } = optional;
  return {
    rule,
    ...(path === undefined ? {} : { path }),
    ...(entry === undefined ? {} : { entry }),
    ...(optional.sha256 === undefined ? {} : { sha256: optional.sha256 }),
    reason,
    ...(expires === undefined ? {} : { expires }),
    ...(owner === undefined ? {} : { owner }),
  };
};

const readThreshold = (table: Table, say: Say): Threshold => {
  const value = own(table, 'fail-on');
  if (value === undefined) return DEFAULT_POLICY.failOn;
  if (typeof value === 'string' && THRESHOLDS.includes(value)) return value as Threshold;
  say('fail-on', `fail-on must be one of ${THRESHOLDS.join(', ')}; found ${received(value)}`);
  return DEFAULT_POLICY.failOn;
};

/**
 * Reads a policy from parsed TOML (`custody.toml`): `fail-on`, and `[[ignore]]` tables. Strict: an unknown key, a wrong type
 * or an ignore without a reason is a problem, and a policy with problems must not be used (for a caller it is a usage error).
 */
export const parsePolicy = (
  value: unknown,
  origin?: PolicyOrigin,
): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } => {
  const problems: PolicyProblem[] = [];
  const say: Say = (at, message) => problems.push({ at, message });
  const ignores: Ignore[] = [];
  let failOn = DEFAULT_POLICY.failOn;
  if (!isTable(value)) say('', `a policy must be a table; found ${received(value)}`);
  else {
    refuseUnknownKeys(value, POLICY_KEYS, '', say);
    failOn = readThreshold(value, say);
    const listed = own(value, 'ignore') ?? [];
    if (!Array.isArray(listed))
      say('ignore', `ignore must be tables ([[ignore]]); found ${received(listed)}`);
    else {
      for (const [index, item] of (listed as readonly unknown[]).entries()) {
        const ignore = readIgnore(item, `ignore[${index + 1}]`, say);
        if (ignore !== undefined) ignores.push(ignore);
      }
    }
  }
  return { policy: { ...(origin === undefined ? {} : { origin }), failOn, ignores }, problems };
};
