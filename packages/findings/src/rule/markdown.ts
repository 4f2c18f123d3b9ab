import { sanitize } from '../text/sanitize.ts';
import { sourcesText } from '../text/source.ts';
import type { Rule } from '../types.ts';
import { areaOf } from './id.ts';
import { ruleTable } from './table.ts';

/** Only what Markdown would take for markup is escaped: the page is read as text too. */
const prose = (text: string): string => {
  const calm = sanitize(text).replace(/[\\`*_<>[\]|]/g, '\\$&');
  const sentence = /[.!?]$/.test(calm) ? calm : `${calm}.`;
  return sentence.replace(/^([#+~=-])/, '\\$1');
};

const section = (rule: Rule): readonly string[] => [
  '',
  `### ${rule.id}`,
  '',
  `**${prose(rule.title)}**`,
  '',
  `- Severity: ${rule.severity}, ${rule.confidence} confidence${rule.online === true ? '; judged online only' : ''}`,
  `- Who demands it: ${prose(sourcesText(rule))}`,
  ...(rule.standard === undefined ? [] : [`- Standard: ${prose(rule.standard)}`]),
  `- Why: ${prose(rule.why)}`,
  ...(rule.attack === undefined ? [] : [`- Known attack: ${prose(rule.attack)}`]),
  `- What to do: ${prose(rule.todo)}`,
];

/**
 * The page of all rules (`docs/rules.md`): a heading for each family, a section for each rule, in the order of their ids.
 * @throws {FindingsError} as `ruleTable` does.
 */
export const rulesMarkdown = (rules: Iterable<Rule>): string => {
  const all = [...ruleTable(rules).values()];
  const areas = [...Map.groupBy(all, ({ id }) => areaOf(id))];
  const lines = [
    '# Rules',
    '',
    'Generated from the rules themselves. An id is never reused; `custody check --explain RULE` prints one of them.',
    '',
    ...areas.map(([area, of]) => `- [${area}](#${area}): ${of.length}`),
    ...areas.flatMap(([area, of]) => ['', `## ${area}`, ...of.flatMap(section)]),
  ];
  return `${lines.join('\n')}\n`;
};
