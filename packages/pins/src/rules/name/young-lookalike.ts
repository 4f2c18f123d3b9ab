import type { Rule } from '@custody/findings';
import type { GivenProject } from '../../indexes/page.ts';
import { indexesOfName } from '../../indexes/questions.ts';
import { shownIndex } from '../../indexes/url.ts';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsIn, whereOf } from './suspects.ts';
import { withoutIndex } from './without-index.ts';

const rule: Rule = {
  id: 'name/young-lookalike',
  title: 'A dependency that resembles a popular project is no newcomer',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'PEP 700',
  why: 'A name that resembles a popular one and is some weeks old is one registered for it.',
  todo: 'Look at who publishes it, and since when.',
  online: true,
};

const DAY = 86_400_000;
/** Days, below which a project is a newcomer. */
const YOUNG = 90;

/** When a project's first file was uploaded, in milliseconds since 1970; undefined where its index does not tell of all that matter. */
const bornOf = ({ files }: GivenProject, before: number): number | undefined => {
  const times = files.map(({ uploaded }) => (uploaded === undefined ? undefined : Date.parse(uploaded)));
  const known = times.filter((one) => one !== undefined);
  const first = known.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  // One file that is old is enough; that all of them are young has to be known of all.
  return known.length > 0 && (first < before || known.length === times.length) ? first : undefined;
};

/** Names that look like others, and whose first file an index got within the last months (`upload-time`). */
export const youngLookalike: PinRule = {
  rule,
  *judge(view) {
    const { indexes, now } = view.outside;
    const limit = now === undefined ? undefined : Date.parse(now) - YOUNG * DAY;
    let open = false;
    for (const suspect of view.once(suspectsIn)) {
      const sources = indexesOfName(view, suspect.name) ?? indexes?.indexes ?? [];
      const answers = sources.map((index) => ({
        index,
        answer: indexes?.project(`https://${index}`, suspect.name),
      }));
      if (limit === undefined || answers.length === 0 || answers.some(({ answer }) => answer === undefined))
        open = true;
      for (const { index, answer } of answers) {
        // A name that nobody has is another rule's case.
        if (answer === undefined || answer === 'absent' || limit === undefined) continue;
        const born = bornOf(answer, limit);
        if (born === undefined) open = true;
        else if (born >= limit)
          yield {
            kind: 'found',
            ...whereOf(suspect),
            message: `${quoted(suspect.first.written)} looks like another project, and its first file on ${shownIndex(`https://${index}`)} is of ${new Date(born).toISOString().slice(0, 10)}.`,
          };
      }
    }
    if (open) yield* withoutIndex(view);
  },
};
