import type { FindingGroup } from '../../report/groups.ts';
import type { JudgedFinding } from '../../report/types.ts';
import { flawFacts } from '../../text/flaw.ts';
import { codeMarkdown as code, escapeMarkdown as text } from '../../text/markdown.ts';
import { count } from '../../text/number.ts';
import { placeText } from '../../text/place.ts';
import type { ComponentFact } from '../../types.ts';

/** Flaws of one component that are told; the JSON and HTML reports have them all. */
const FLAWS = 12;

const flawLine = ({ advisory, severity, message }: JudgedFinding): string => {
  if (advisory === undefined) return `- ${severity}: ${text(message)}`;
  const [id, ...aliases] = advisory.ids;
  const names = aliases.length === 0 ? `**${text(id)}**` : `**${text(id)}** (${text(aliases.join(', '))})`;
  const summary = advisory.summary === undefined ? '' : `: ${text(advisory.summary)}`;
  return `- ${severity} ${names} · ${flawFacts(advisory).map(text).join(' · ')}${summary}`;
};

/** One component with all that is known against it: what to change, each flaw, where it is named, and who brings it. */
export const componentBlock = (
  { first, findings, todo }: FindingGroup,
  component: ComponentFact,
  within: string,
): readonly string[] => {
  const { severity, confidence, locations } = first;
  const { name, version, path, environments, groups } = component;
  const place = placeText(locations[0], within);
  const facts = [
    ...(place === '' ? [] : [`at ${code(place)}`]),
    ...(path.length < 2 ? [] : [`via ${path.map(code).join(' › ')}`]),
    ...(environments === undefined ? [] : [`only on ${text(environments.join('; '))}`]),
    ...(groups.length === 0 ? [] : [`only in group ${groups.map(code).join(', ')}`]),
    ...(confidence === 'high' ? [] : [`${confidence} confidence`]),
  ];
  const rest = findings.length - FLAWS;
  return [
    '',
    `#### ${severity}: ${code(version === undefined ? name : `${name} ${version}`)}`,
    '',
    `**${text(todo)}**${facts.length === 0 ? '' : `<br>${facts.join(' · ')}`}`,
    '',
    ...findings.slice(0, FLAWS).map(flawLine),
    ...(rest > 0 ? [`- … and ${count(rest, 'more flaw')}`] : []),
  ];
};
