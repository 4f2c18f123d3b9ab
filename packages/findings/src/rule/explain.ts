import { sanitize } from '../text/sanitize.ts';
import { sourcesText } from '../text/source.ts';
import { wrap } from '../text/wrap.ts';
import type { Rule } from '../types.ts';

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** One rule for a person at a terminal (`--explain`): what must hold, how bad it is, who demands it, why, and what to do. */
export const explainRule = (rule: Rule, width = 100): string => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['must hold', sentence(rule.title)],
    ['severity', `${rule.severity}, ${rule.confidence} confidence`],
    ['by', sourcesText(rule)],
    ['standard', rule.standard],
    ['why', sentence(rule.why)],
    ['attack', rule.attack === undefined ? undefined : sentence(rule.attack)],
    ['to do', sentence(rule.todo)],
    [
      'online',
      rule.online === true
        ? 'Judged only where the network may be asked; offline it stays unknown.'
        : undefined,
    ],
  ];
  const lines = rows.flatMap(([name, text]) =>
    text === undefined
      ? []
      : wrap(sanitize(text), Math.max(40, width) - 13).map(
          (line, index) => `  ${(index === 0 ? name : '').padEnd(9)}  ${line}`,
        ),
  );
  return `${[rule.id, ...lines].join('\n')}\n`;
};
