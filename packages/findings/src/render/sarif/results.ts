import { compareSeverity } from '../../order/severity.ts';
import type { Ignore } from '../../policy/types.ts';
import type { JudgedFinding, Report } from '../../report/types.ts';
import type { AdvisoryFact } from '../../types.ts';
import { type Artifacts, locationJson, nestedLocationJson } from './artifacts.ts';
import { LEVELS } from './rules.ts';

/** GitHub takes at most 1,000 locations for a result; nobody reads that many. */
const MOST_RELATED = 100;

const suppressionJson = ({ reason, owner, expires, inline }: Ignore): unknown => ({
  kind: inline === true ? 'inSource' : 'external',
  status: 'accepted',
  justification: reason,
  ...(owner === undefined && expires === undefined
    ? {}
    : {
        properties: {
          ...(owner === undefined ? {} : { owner }),
          ...(expires === undefined ? {} : { expires }),
        },
      }),
});

const relatedJson = (finding: JudgedFinding, artifacts: Artifacts): readonly unknown[] => {
  const [primary, ...others] = finding.locations;
  const related = [
    nestedLocationJson(primary, artifacts),
    ...others.slice(0, MOST_RELATED - 1).map((location) => locationJson(location, artifacts)),
  ].filter((location) => location !== undefined);
  // The schema wants them unique.
  return [...new Map(related.map((location) => [JSON.stringify(location), location])).values()];
};

const advisoryProperties = ({ ids, fixed, cvss, unrated, since }: AdvisoryFact) => ({
  ids,
  fixed,
  // GitHub orders by this property where it is present.
  ...(cvss === undefined ? {} : { 'security-severity': cvss.score.toFixed(1) }),
  ...(unrated === undefined ? {} : { unrated }),
  ...(since === undefined ? {} : { since }),
});

/** One finding (SARIF 3.27). */
export const resultJson = (
  finding: JudgedFinding,
  ruleIndex: ReadonlyMap<string, number>,
  artifacts: Artifacts,
): unknown => {
  const related = relatedJson(finding, artifacts);
  return {
    ruleId: finding.rule.id,
    ruleIndex: ruleIndex.get(finding.rule.id) ?? -1,
    kind: 'fail',
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [locationJson(finding.locations[0], artifacts)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: {
      'custody/v1': finding.fingerprint,
      // The one name that GitHub compares.
      primaryLocationLineHash: finding.fingerprint,
    },
    // Present and empty says "not suppressed"; absent would say "not known" (3.27.23).
    suppressions: finding.ignored === undefined ? [] : [suppressionJson(finding.ignored)],
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      todo: finding.todo,
      ...(finding.fix?.command === undefined ? {} : { fix: finding.fix.command }),
      ...(finding.component === undefined
        ? {}
        : { component: finding.component.purl, path: finding.component.path }),
      ...(finding.advisory === undefined ? {} : advisoryProperties(finding.advisory)),
    },
  };
};

/** All findings of a report, or the worst `limit` of them in the report's own order. */
export const worstFindings = (report: Report, limit: number): readonly JudgedFinding[] => {
  const all = report.subjects.flatMap(({ findings }) => findings);
  if (all.length <= limit) return all;
  const rank = (finding: JudgedFinding): number => (finding.ignored === undefined ? 0 : 1);
  const kept = new Set(
    [...all].sort((a, b) => rank(a) - rank(b) || compareSeverity(a.severity, b.severity)).slice(0, limit),
  );
  return all.filter((finding) => kept.has(finding));
};
