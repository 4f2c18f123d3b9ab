import { type Action, actionsOf } from '../../report/actions.ts';
import type { Report } from '../../report/types.ts';
import { count } from '../../text/number.ts';
import type { Severity } from '../../types.ts';
import { codeHtml, escapeHtml } from './escape.ts';

const SHOWN = 8;

/** The severity as a word on a coloured ground: the colour alone says nothing. */
export const chip = (severity: Severity): string => `<span class="chip ${severity}">${severity}</span>`;

const actionHtml = ({ severity, todo, findings, paths, fix }: Action): string => {
  const [first = ''] = paths;
  const others = paths.length > 1 ? ` and ${count(paths.length - 1, 'other file')}` : '';
  const caution =
    fix?.safety === 'unsafe'
      ? '<p class="faint">Look at the result: this may change what the file means.</p>'
      : '';
  const command = fix?.command === undefined ? '' : `<pre>${escapeHtml(fix.command)}</pre>${caution}`;
  return `<li class="row">${chip(severity)}<div><strong>${escapeHtml(todo)}</strong>
<p class="faint">${count(findings, 'finding')} in ${codeHtml(first)}${others}</p>${command}</div></li>`;
};

/** "What to do", worst first; empty where there is nothing to do. */
export const actionsHtml = (report: Report): string => {
  const actions = actionsOf(report);
  if (actions.length === 0) return '';
  const rest = actions.length - SHOWN;
  const more = rest > 0 ? `<p class="faint">and ${count(rest, 'more step')}, below</p>\n` : '';
  return `<section aria-labelledby="do"><h2 id="do">What to do</h2>
<ol class="do card">
${actions.slice(0, SHOWN).map(actionHtml).join('\n')}
</ol>
${more}</section>
`;
};
