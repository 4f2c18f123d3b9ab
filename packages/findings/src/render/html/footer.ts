import { aboutOf, ignoredByWhom, termsOf } from '../../report/ignored.ts';
import type { Report } from '../../report/types.ts';
import { codeHtml, escapeHtml } from './escape.ts';

/** What the policy ignored, what statements excuse, and why; empty where there is none. */
export const ignoredHtml = (report: Report): string =>
  ignoredByWhom(report)
    .map(({ title, ignored }, index) => {
      const items = ignored.map(({ ignore, times }) => {
        const terms = termsOf(ignore);
        const until = terms === '' ? '' : ` <span class="faint">(${escapeHtml(terms)})</span>`;
        return `<li>${codeHtml(aboutOf(ignore))} ×${times}: ${escapeHtml(ignore.reason)}${until}</li>`;
      });
      const id = index === 0 ? 'ignored' : 'excused';
      return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<div class="card"><ul class="places">${items.join('\n')}</ul></div></section>
`;
    })
    .join('');

/** Everything that took part in the verdict besides the files. */
export const footerHtml = ({ tool, command, today, policy, counts, facts }: Report): string => {
  const from =
    policy.origin === undefined
      ? 'default policy'
      : `${codeHtml(policy.origin.path)} sha256 ${codeHtml(policy.origin.sha256)}`;
  const terms: readonly (readonly [string, string])[] = [
    ['Made by', `${escapeHtml(tool.name)} ${escapeHtml(tool.version)}`],
    ['Command', codeHtml(command)],
    ['Judged as of', escapeHtml(today)],
    ['Policy', `${from}, fails on ${policy.failOn}`],
    ['Rules judged', `${counts.rules}`],
    ...facts.map(({ name, value }) => [escapeHtml(name), escapeHtml(value)] as const),
  ];
  return `<footer><dl class="faint">${terms.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`).join('')}</dl></footer>`;
};
