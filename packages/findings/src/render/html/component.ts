import type { FindingGroup } from '../../report/groups.ts';
import type { JudgedFinding } from '../../report/types.ts';
import { flawFacts } from '../../text/flaw.ts';
import { count } from '../../text/number.ts';
import type { ComponentFact } from '../../types.ts';
import { chip } from './actions.ts';
import { escapeHtml } from './escape.ts';
import { placeHtml, term, termHtml } from './finding.ts';

/** Flaws of one component that the page lists; the JSON report has them all. */
const FLAWS = 100;
const PLACES = 10;

const flawHtml = ({ advisory, severity, message }: JudgedFinding): string => {
  if (advisory === undefined)
    return `<li class="row">${chip(severity)}<div>${escapeHtml(message)}</div></li>`;
  const { ids, summary } = advisory;
  const [id, ...aliases] = ids;
  const names = aliases.length === 0 ? '' : ` <span class="faint">${escapeHtml(aliases.join(', '))}</span>`;
  const told = summary === undefined ? '' : `<p class="faint">${escapeHtml(summary)}</p>`;
  return `<li class="row">${chip(severity)}<div><strong>${escapeHtml(id)}</strong>${names}<br>${escapeHtml(flawFacts(advisory).join(' · '))}${told}</div></li>`;
};

const placesHtml = ({ locations }: JudgedFinding, within: string): string | undefined => {
  const places = locations.slice(0, PLACES).flatMap((location) => placeHtml(location, within) || []);
  const rest = locations.length - PLACES;
  if (rest > 0) places.push(`and ${count(rest, 'more place')}`);
  return places.length === 0 ? undefined : places.join('<br>');
};

/** One component with all that is known against it: what to change, each flaw, where it is named, and who brings it. */
export const componentHtml = (
  { first, findings, todo }: FindingGroup,
  component: ComponentFact,
  within: string,
  open: boolean,
): string => {
  const { severity, confidence } = first;
  const { name, version, path, environments, groups } = component;
  const title = version === undefined ? name : `${name} ${version}`;
  const flaws = findings.filter(({ advisory }) => advisory !== undefined).length;
  const known = flaws === 0 ? '' : ` <span class="faint">${count(flaws, 'flaw')}</span>`;
  const rest = findings.length - FLAWS;
  const more =
    rest > 0 ? `<p class="faint">and ${count(rest, 'more flaw')}; the JSON report has them all</p>` : '';
  const rules = [...new Set(findings.map(({ rule }) => rule.id))].join(', ');
  const terms = [
    termHtml('Named at', placesHtml(first, within)),
    term('Comes in through', path.length < 2 ? undefined : path.join(' › ')),
    term('Only on', environments?.join('; ')),
    term('Only in', groups.length === 0 ? undefined : `group ${groups.join(', ')}`),
    term('Confidence', confidence === 'high' ? undefined : confidence),
    term('Rules', rules),
  ];
  return `<details${open ? ' open' : ''}><summary>${chip(severity)}<span><span class="rule">${escapeHtml(title)}</span>${known}<br>${escapeHtml(todo)}</span></summary>
<div class="body"><ul class="flaws">
${findings.slice(0, FLAWS).map(flawHtml).join('\n')}
</ul>${more}
<dl>${terms.join('')}</dl></div></details>`;
};
