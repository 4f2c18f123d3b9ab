import { isRuleArea, isRuleId } from '../rule/id.ts';
import { isDate } from './date.ts';
import type { Ignore } from './types.ts';
import {
  own,
  readFlag,
  readGlob,
  readText,
  received,
  refuseUnknownKeys,
  type Say,
  type Table,
} from './value.ts';

const IGNORE_KEYS: readonly string[] = [
  'rule',
  'path',
  'entry',
  'sha256',
  'advisory',
  'package',
  'version',
  'environment',
  'group',
  'reason',
  'expires',
  'until-fixed',
  'owner',
];

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
  if (value === undefined && own(table, 'advisory') !== undefined) return 'audit/*';
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

/** What is accepted of one flaw rather than of one rule: `audit/*` is the area that such results are in. */
const readAbout = (table: Table, at: string, say: Say) => ({
  advisory: readText(table, 'advisory', at, say),
  package: readGlob(table, 'package', at, say),
  version: readText(table, 'version', at, say),
  environment: readGlob(table, 'environment', at, say),
  group: readGlob(table, 'group', at, say),
  untilFixed: readFlag(table, 'until-fixed', at, say),
});

/** The same object without what is undefined. */
const present = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Reads one `[[ignore]]`; nothing where it has no usable rule or reason. */
export const readIgnore = (value: Table, at: string, say: Say): Ignore | undefined => {
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
  const optional = present({
    path: readGlob(value, 'path', at, say),
    entry: readGlob(value, 'entry', at, say),
    sha256: sha256?.toLowerCase(),
    ...readAbout(value, at, say),
    expires: readExpiry(value, at, say),
    owner: readText(value, 'owner', at, say),
  });
  return rule === undefined || reason === undefined ? undefined : { rule, reason, ...optional };
};
