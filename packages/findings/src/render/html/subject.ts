import { groupFindings, groupUnknowns } from '../../report/groups.ts';
import type { SubjectResult } from '../../report/types.ts';
import { formatSize, groupDigits } from '../../text/number.ts';
import { codeHtml, escapeHtml } from './escape.ts';
import { findingHtml, unknownHtml } from './finding.ts';

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
    ...groups.map((group, index) =>
      findingHtml(group, subject.path, index < OPEN && group.findings.some(({ decisive }) => decisive)),
    ),
    ...groupUnknowns(result.unknowns).map(unknownHtml),
  ];
  return `<article class="card"><div class="row"><span class="chip verdict-${verdict}">${verdict}</span><h3>${codeHtml(subject.path)}</h3></div>
${identityHtml(result)}
${body.join('\n')}</article>`;
};
