import { isRuleArea, isRuleId } from '../rule/id.ts';
import type { Threshold } from '../types.ts';
import type { ThresholdException } from './types.ts';
import { own, readGlob, readWord, received, refuseUnknownKeys, type Say, type Table } from './value.ts';

/** In the order in which a person reads them. */
export const THRESHOLDS: readonly Threshold[] = ['low', 'medium', 'high', 'critical', 'never'];

const KEYS: readonly string[] = ['rule', 'path', 'package', 'group', 'fail-on'];

const readRule = (table: Table, at: string, say: Say): ThresholdException['rule'] => {
  const value = own(table, 'rule');
  if (value === undefined) return undefined;
  if (typeof value === 'string' && (isRuleId(value) || isRuleArea(value))) return value;
  say(
    `${at}.rule`,
    `rule must be a rule id such as "zip/unique-names", or "zip/*"; found ${received(value)}`,
  );
  return undefined;
};

/** Reads one `[[threshold]]`: what it is about, and from which severity that fails. */
export const readException = (table: Table, at: string, say: Say): ThresholdException | undefined => {
  refuseUnknownKeys(table, KEYS, `${at}.`, say);
  const failOn = readWord(table, 'fail-on', THRESHOLDS, at, say);
  if (own(table, 'fail-on') === undefined) say(`${at}.fail-on`, 'fail-on is missing');
  if (!KEYS.some((key) => key !== 'fail-on' && own(table, key) !== undefined)) {
    say(at, 'a threshold must say what it is about: rule, path, package or group');
  }
  const rule = readRule(table, at, say);
  const path = readGlob(table, 'path', at, say);
  const name = readGlob(table, 'package', at, say);
  const group = readGlob(table, 'group', at, say);
  if (failOn === undefined) return undefined;
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(path === undefined ? {} : { path }),
    ...(name === undefined ? {} : { package: name }),
    ...(group === undefined ? {} : { group }),
    failOn,
  };
};
