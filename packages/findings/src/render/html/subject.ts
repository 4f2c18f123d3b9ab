import { isUnjudged } from '../../report/entries.ts';
import { groupFindings, groupUnknowns } from '../../report/groups.ts';
import { groupLeftOut } from '../../report/left-out.ts';
import type { SubjectResult } from '../../report/types.ts';
import { formatSize, groupDigits } from '../../text/number.ts';
import { codeHtml, escapeHtml } from './escape.ts';
import { componentHtml } from './component.ts';
import { findingHtml, leftOutHtml, unknownHtml } from './finding.ts';

/** How many groups of a subject start open: what decides the verdict, as long as it can be overlooked. */
const OPEN = 3;

const identityHtml = ({ subject }: SubjectResult): string => {
  const parts = [
    escapeHtml(subject.kind),
    ...(subject.name === undefined ? [] : [escapeHtml([subject.name, subject.version].join(' ').trim())]),
    ...(subject.size === undefined
      ? []
      : [`<span title="${groupDigits(subject.size)} bytes">${formatSize(subject.size)}</span>`]),
    ...(subject.facts ?? []).map(escapeHtml),
  ];
  const digest =
    subject.sha256 === undefined ? 'no digest' : `sha256 <code>${escapeHtml(subject.sha256)}</code>`;
  return `<p class="faint">${parts.join(' · ')}<br>${digest}</p>`;
};

/** One subject as a card: what it is, what was found in it, what could not be judged. */
export const subjectHtml = (result: SubjectResult): string => {
  const { subject, verdict } = result;
  const groups = groupFindings(result.findings);
  const body = [
    ...groups.map((group, index) => {
      const open = index < OPEN && group.findings.some(({ decisive }) => decisive);
      const { component } = group.first;
      return component === undefined
        ? findingHtml(group, subject.path, open)
        : componentHtml(group, component, subject.path, open);
    }),
    ...groupUnknowns(result.unknowns).map(unknownHtml),
    ...groupLeftOut(subject).map(leftOutHtml),
  ];
  const nothing = verdict === 'ok' && isUnjudged(subject.inventory);
  const badge = nothing
    ? '<span class="chip unknown">not audited</span>'
    : `<span class="chip verdict-${verdict}">${verdict}</span>`;
  return `<article class="card"><div class="row">${badge}<h3>${codeHtml(subject.path)}</h3></div>
${identityHtml(result)}
${body.join('\n')}</article>`;
};
