import { countEntries, type Examination, isUnjudged } from '@custody/findings';
import { UNAUDITED } from '../rules/index.ts';

/**
 * Makes a demand of a whole run: where there was something to hold against advisories and none of it could be, what stood in
 * the way of each entry keeps the verdict undecided, asked for strictly or not. Nothing was judged, and that is no "ok".
 */
export const demandSomething = (examinations: readonly Examination[]): readonly Examination[] =>
  !isUnjudged(countEntries(examinations.map(({ subject }) => subject)))
    ? examinations
    : examinations.map((examination) => ({
        ...examination,
        unknowns: examination.unknowns.map(({ required: _required, ...unknown }) =>
          unknown.rule.id === UNAUDITED.id || _required === undefined
            ? unknown
            : { ...unknown, required: _required },
        ),
      }));
