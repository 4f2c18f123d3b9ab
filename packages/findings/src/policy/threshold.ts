import { areaOf } from '../rule/id.ts';
import type { Finding, Severity, Subject, Threshold } from '../types.ts';
import { aboutMatcher } from './component.ts';
import { placeMatcher } from './match.ts';
import type { Policy } from './types.ts';

/** The severity from which a finding counts, by the first exception of the policy that fits it, else by the policy itself. */
export const thresholds = (policy: Policy): ((finding: Finding, subject: Subject) => Threshold) => {
  const exceptions = (policy.thresholds ?? []).map((exception) => ({
    exception,
    place: placeMatcher(exception),
    about: aboutMatcher(exception),
  }));
  return (finding, subject) =>
    exceptions.find(
      ({ exception: { rule }, place, about }) =>
        (rule === undefined ||
          rule === finding.rule.id ||
          (rule.endsWith('/*') && areaOf(rule) === areaOf(finding.rule.id))) &&
        place(subject, finding.locations[0]) &&
        about(finding),
    )?.exception.failOn ?? policy.failOn;
};

/** What the finding counts as: the policy's word where nobody rated the flaw, else its own, else its rule's. */
export const severityOf = (finding: Finding, policy: Policy): Severity => {
  if (finding.advisory?.unrated === true) {
    const unrated = policy.unrated ?? 'high';
    return unrated === 'ignore' ? 'info' : unrated;
  }
  return finding.severity ?? finding.rule.severity;
};
