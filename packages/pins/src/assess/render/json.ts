import type { Assessment } from '../assessment.ts';

export const ASSESSMENT_SCHEMA = 'custody.assessment/1';

/** An assessment as JSON, ending in a line feed. Unknown stays unknown: an interval, or no total at all. */
export const assessmentJson = ({ path, now, scorecard, spec8, source, access }: Assessment): string =>
  `${JSON.stringify(
    {
      schema: ASSESSMENT_SCHEMA,
      path,
      assessed: now,
      scorecard: {
        total: scorecard.total,
        checks: scorecard.checks.map(
          ({ name, risk, experimental, score, reason, lost, also, shownBy, todo }) => ({
            name,
            risk,
            experimental,
            score,
            reason,
            lost,
            also: also?.length === 0 ? undefined : also,
            shownBy,
            todo: score.kind === 'decided' && score.score === 10 ? undefined : todo,
          }),
        ),
        plan: scorecard.plan,
      },
      spec8,
      slsaSource: source,
      access,
    },
    null,
    2,
  )}\n`;
