import {
  type ComponentFact,
  finding,
  type Finding,
  type Location,
  type Severity,
  shorten,
} from '@custody/findings';
import { NATIVE_DISAGREEMENT, PROJECT_STATUS, WITHDRAWN_ADVISORY, YANKED } from '../rules/index.ts';
import type { ProjectStatus } from '../subject/index.ts';
import { titleOf } from './component.ts';
import type { Merged } from './merge.ts';

type Details = { readonly locations: readonly [Location, ...Location[]]; readonly component: ComponentFact };

const STATUS_SEVERITY: Readonly<Record<Exclude<ProjectStatus, 'active'>, Severity>> = {
  quarantined: 'high',
  archived: 'low',
  deprecated: 'low',
};

const because = (reason: string | undefined): string =>
  reason === undefined || reason === '' ? ', without a reason' : `: ${reason}`;

/** What an index says of the release and its project (PEP 592, PEP 792). */
const indexFindings = (merged: Merged, details: Details): readonly Finding[] => {
  const { index, name } = merged.subject;
  if (index === undefined) return [];
  const found: Finding[] = [];
  if (index.yanked !== undefined) {
    const message = `${titleOf(merged)} was yanked, says ${index.from}${because(index.yanked)}`;
    found.push(finding(YANKED, { ...details, message, key: name }));
  }
  if (index.status !== undefined && index.status !== 'active') {
    const message = `${name} is ${index.status}, says ${index.from}${because(index.statusReason)}`;
    found.push(
      finding(PROJECT_STATUS, { ...details, message, key: name, severity: STATUS_SEVERITY[index.status] }),
    );
  }
  return found;
};

/** Witnesses of a bundled library that speak of different versions. */
export const disagreement = (merged: Merged, details: Details): readonly Finding[] => {
  const evidence = merged.subject.evidence ?? [];
  const said = evidence.filter(({ version }) => version !== undefined);
  if (new Set(said.map(({ version }) => version)).size < 2) return [];
  const message = `${merged.subject.name}: ${said.map(({ kind, version, detail }) => `${kind} as ${version ?? ''} (${shorten(detail, 120)})`).join('; but ')}`;
  return [finding(NATIVE_DISAGREEMENT, { ...details, message, key: merged.subject.name })];
};

/** Everything to say of a component besides its flaws. */
export const stateFindings = (
  merged: Merged,
  withdrawn: readonly string[],
  details: Details,
): readonly Finding[] => [
  ...indexFindings(merged, details),
  ...withdrawn.map((id) =>
    finding(WITHDRAWN_ADVISORY, {
      ...details,
      message: `${id}, which named ${titleOf(merged)}, was withdrawn`,
      key: `${merged.subject.name} ${id}`,
    }),
  ),
];
