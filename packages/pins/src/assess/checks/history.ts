import { between, decided, unseen } from '../score.ts';
import type { Check, Commit } from '../types.ts';

const DAY = 86_400_000;
const DAYS = 90;
/** One commit a week through ninety days, in whole weeks. */
const WANTED = Math.trunc(DAYS / 7);
/** As many commits as Scorecard asks for. */
const LOOKED_AT = 30;

const since = (commits: readonly Commit[], now: string): readonly Commit[] =>
  commits.filter(({ date }) => Date.parse(now) - Date.parse(date) <= DAYS * DAY);

/** `checks/evaluation/maintained.go`. Issues can only add; that a repository is archived would take all. */
export const maintained: Check = {
  name: 'Maintained',
  risk: 'high',
  judge: ({ history, now }) => {
    if (history === undefined)
      return unseen(
        'there is no history here',
        'a checkout with its history (git log), and the forge’s issues',
      );
    const [newest] = history.commits;
    const recent = since(history.commits, now).slice(0, LOOKED_AT);
    const score = Math.min(10, Math.trunc((10 * recent.length) / WANTED));
    const reason = `${recent.length} commits in the ${DAYS} days before ${now.slice(0, 10)}${newest === undefined ? '' : `, the last on ${newest.date.slice(0, 10)}`}`;
    const oldest = history.commits.at(-1);
    const young = history.complete && oldest !== undefined && since([oldest], now).length > 0;
    const lost =
      young || score < 10
        ? [
            {
              text: young
                ? `the first commit is of ${oldest.date.slice(0, 10)}: too new to tell`
                : `${WANTED} commits are wanted`,
            },
          ]
        : [];
    if (young) return { score: decided(0), reason, lost };
    // Something was committed lately: it was not archived then.
    return recent.length === 0
      ? {
          score: between(0, 10),
          reason,
          lost,
          shownBy: 'whether it is archived, and the activity in its issues',
        }
      : { score: between(score, 10), reason, lost, shownBy: 'the activity in its issues' };
  },
};

/** `checks/evaluation/contributors.go` asks for the employers that people name on their pages. Domains of addresses are a hint, no answer. */
export const contributors: Check = {
  name: 'Contributors',
  risk: 'low',
  judge: ({ history }) => {
    const counts = new Map<string, number>();
    for (const { email } of history?.commits.slice(0, LOOKED_AT) ?? []) {
      const domain = email.split('@')[1]?.toLowerCase() ?? '';
      if (
        domain !== '' &&
        !/(?:^|\.)(?:noreply\.github\.com|gmail\.com|outlook\.com|hotmail\.com|users\.noreply\..*)$/.test(
          domain,
        )
      )
        counts.set(domain, (counts.get(domain) ?? 0) + 1);
    }
    const often = [...counts]
      .filter(([, times]) => times >= 5)
      .map(([domain]) => domain)
      .sort();
    return {
      ...unseen(
        'which organisations people belong to is told by their pages at the forge',
        'the profiles of contributors',
      ),
      also: often.map((domain) => ({
        text: `five or more of the last ${LOOKED_AT} commits are from ${domain}`,
      })),
    };
  },
};
