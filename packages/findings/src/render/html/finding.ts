import type { FindingGroup, UnknownGroup } from '../../report/groups.ts';
import { type LeftOutGroup, nameOfEntry } from '../../report/left-out.ts';
import { listNames, namesOf } from '../../report/named.ts';
import type { JudgedFinding } from '../../report/types.ts';
import { count } from '../../text/number.ts';
import { placeText } from '../../text/place.ts';
import { sourcesText } from '../../text/source.ts';
import type { Location } from '../../types.ts';
import { chip } from './actions.ts';
import { codeHtml, escapeHtml } from './escape.ts';

/** Places of one group that the page lists: enough to work from, and 5,000 findings stay a page that opens. */
const PLACES = 100;
const RELATED = 5;
/** Names of entries that are listed; the JSON report has them all. */
const NAMED = 200;

/** One place in code, with what is to be seen there; empty where the subject's own heading says it all. */
export const placeHtml = (location: Location, within: string): string => {
  const place = placeText(location, within);
  const note = location.note === undefined ? '' : ` <span class="faint">${escapeHtml(location.note)}</span>`;
  return `${place === '' ? '' : codeHtml(place)}${note}`;
};

/** One occurrence. Where it is the only one, its message already stands in the summary. */
const seenHtml = (finding: JudgedFinding, within: string, alone: boolean): string => {
  const {
    message,
    locations: [primary, ...related],
  } = finding;
  const parts = alone ? [] : [escapeHtml(message)];
  if (!message.includes(placeText(primary, within)) || primary.note !== undefined) {
    parts.push(`at ${placeHtml(primary, within)}`);
  }
  parts.push(...related.slice(0, RELATED).map((location) => `and ${placeHtml(location, within)}`));
  return parts.length === 0 ? '' : `<li>${parts.join('<br>')}</li>`;
};

/** A line of a list of terms; nothing where there is nothing to say. `html` is safe already. */
export const termHtml = (name: string, html: string | undefined): string =>
  html === undefined ? '' : `<dt>${name}</dt><dd>${html}</dd>`;

export const term = (name: string, text: string | undefined): string =>
  termHtml(name, text === undefined ? undefined : escapeHtml(text));

/** One rule that does not hold in a subject, with all its places; closed unless `open`. */
export const findingHtml = (
  { first, findings, todo }: FindingGroup,
  within: string,
  open: boolean,
): string => {
  const { rule, severity, confidence } = first;
  const times = findings.length === 1 ? '' : ` <span class="faint">×${findings.length}</span>`;
  const rest = findings.length - PLACES;
  const more =
    rest > 0 ? `<p class="faint">and ${count(rest, 'more place')}; the JSON report has them all</p>` : '';
  const standard = rule.standard === undefined ? '' : ` (${rule.standard})`;
  const lead =
    findings.length === 1
      ? first.message
      : `${rule.title}: does not hold in ${count(findings.length, 'place')}`;
  const items = findings.slice(0, PLACES).map((finding) => seenHtml(finding, within, findings.length === 1));
  const seen = items.join('\n');
  const list = seen === '' ? '' : `<ul class="places">\n${seen}\n</ul>`;
  return `<details${open ? ' open' : ''}><summary>${chip(severity)}<span><span class="rule">${escapeHtml(rule.id)}</span>${times}<br>${escapeHtml(lead)}</span></summary>
<div class="body">${list}${more}
<dl>${term('What to do', todo)}${term('Why', rule.why)}${term('Known attack', rule.attack)}${term('Who demands it', `${sourcesText(rule)}${standard}`)}${confidence === 'high' ? '' : term('Confidence', confidence)}</dl></div></details>`;
};

/** What could not be judged, and why. */
export const unknownHtml = ({ reason, decisive, unknowns }: UnknownGroup): string => {
  const rules = [...new Set(unknowns.map(({ rule }) => rule.id))].map(codeHtml).join(', ');
  const later = decisive ? '' : ' This does not count against the verdict.';
  const names = namesOf(unknowns);
  const of = names.length === 0 ? '' : `<p>${escapeHtml(listNames(names, NAMED))}</p>`;
  return `<div class="row unk"><span class="chip unknown">unknown</span><div>Not judged: ${escapeHtml(reason)}${of}<p class="faint">${rules}.${later}</p></div></div>`;
};

/** Entries that were not asked about, and the condition that leaves them out. */
export const leftOutHtml = ({ marker, asked, entries }: LeftOutGroup): string => {
  const names = listNames([...new Set(entries.map(nameOfEntry))], NAMED);
  const about = asked === '' ? '' : ` Asked about: ${escapeHtml(asked)}.`;
  return `<div class="row unk"><span class="chip unknown">left out</span><div>Inapplicable: ${codeHtml(marker)}<p>${escapeHtml(names)}</p><p class="faint">${about}</p></div></div>`;
};
