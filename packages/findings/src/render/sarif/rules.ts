import { areaOf } from '../../rule/id.ts';
import { sourcesText } from '../../text/source.ts';
import type { Rule, Severity } from '../../types.ts';

/** SARIF has three levels for our five severities. */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** GitHub reads a number where we have a word: over 9 critical, from 7 high, from 4 medium, below that low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};

/** `zip/unique-names` → `ZipUniqueNames`, as SARIF wants rule names (3.49.7). */
const pascal = (id: string): string =>
  id
    .split(/[/-]/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A rule with all that is known of it (SARIF 3.49). */
export const ruleJson = (rule: Rule): unknown => {
  const help = [
    `Why: ${sentence(rule.why)}`,
    ...(rule.attack === undefined ? [] : [`Known attack: ${sentence(rule.attack)}`]),
    `Who demands it: ${sentence(sourcesText(rule))}`,
    ...(rule.standard === undefined ? [] : [`Standard: ${sentence(rule.standard)}`]),
    `What to do: ${sentence(rule.todo)}`,
  ];
  return {
    id: rule.id,
    name: pascal(rule.id),
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text: sentence(rule.why) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    help: { text: help.join('\n') },
    properties: {
      precision: rule.confidence,
      'problem.severity': LEVELS[rule.severity] === 'note' ? 'recommendation' : LEVELS[rule.severity],
      'security-severity': SECURITY_SEVERITY[rule.severity],
      tags: ['security', 'supply-chain', areaOf(rule.id), ...rule.sources],
    },
  };
};
