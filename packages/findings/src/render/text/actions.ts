import { type Action, actionsOf } from '../../report/actions.ts';
import type { Report } from '../../report/types.ts';
import { count } from '../../text/number.ts';
import type { Page } from './page.ts';

/** More than this is not a list of what to do but a list of everything. */
const SHOWN = 5;

const where = ({ paths: [first = '', ...others], findings }: Action): string => {
  const files = others.length === 0 ? first : `${first} and ${count(others.length, 'other file')}`;
  return findings === 1 ? files : `${count(findings, 'finding')} in ${files}`;
};

const actionLines = (action: Action, index: number, page: Page): readonly string[] => {
  const number = `  ${index + 1}. `;
  const lead = `${number}${page.style(action.severity, action.severity.padEnd(8))}  `;
  const column = number.length + 10;
  const { fix } = action;
  const caution = fix?.safety === 'unsafe' ? '  (look at the result)' : '';
  const indent = ' '.repeat(column);
  return [
    ...page.prose(lead, action.todo, undefined, column),
    ...page.prose(indent, where(action), 'faint'),
    ...(fix?.command === undefined
      ? []
      : [`${indent}${page.style('command', `$ ${fix.command}`)}${caution}`]),
  ];
};

/** "What to do": the few steps that mend most, worst first; nothing where there is nothing to do. */
export const actionsText = (report: Report, page: Page): readonly string[] => {
  const actions = actionsOf(report);
  if (actions.length === 0) return [];
  const rest = actions.length - SHOWN;
  return [
    '',
    page.style('strong', 'What to do'),
    ...actions.slice(0, SHOWN).flatMap((action, index) => actionLines(action, index, page)),
    ...(rest > 0 ? [page.style('faint', `     and ${count(rest, 'more step')}, below`)] : []),
  ];
};
