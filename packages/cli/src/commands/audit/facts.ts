import { type Baseline, countSince, databaseFact, type StoreStatus } from '@custody/audit';
import { count, countEntries, type Examination, groupDigits, type RunFact } from '@custody/findings';

/** What became of all entries of all inputs: the three counts add up to the first. */
const entriesFact = (examinations: readonly Examination[]): RunFact => {
  const counted = countEntries(examinations.map(({ subject }) => subject));
  const { entries, audited, inapplicable, unaudited } = counted ?? {
    entries: 0,
    audited: 0,
    inapplicable: 0,
    unaudited: 0,
  };
  return {
    name: 'entries',
    value: `${groupDigits(entries)} = ${groupDigits(audited)} audited + ${groupDigits(inapplicable)} inapplicable + ${groupDigits(unaudited)} unaudited`,
  };
};

const sinceFact = (examinations: readonly Examination[], baseline: Baseline, digest: string): RunFact => {
  const { before, database, dependencies } = countSince(examinations);
  const same = baseline.database === digest ? 'the same database' : 'another database';
  return {
    name: 'since the earlier report',
    value: `${count(database, 'flaw')} new in the database, ${dependencies} new with the dependencies, ${before} known before (${same})`,
  };
};

type About = {
  readonly status: StoreStatus;
  readonly today: string;
  readonly examinations: readonly Examination[];
  readonly included: readonly string[];
  readonly passedOver: readonly string[];
  readonly locked: readonly { readonly path: string; readonly lock: string }[];
  readonly baseline: Baseline | undefined;
};

/** What every format of the report says of the run. */
export const runFacts = (about: About): readonly RunFact[] => {
  const { status, today, examinations, included, passedOver, locked, baseline } = about;
  return [
    databaseFact(status, today),
    entriesFact(examinations),
    ...(baseline === undefined ? [] : [sinceFact(examinations, baseline, status.digest)]),
    ...(included.length === 0
      ? []
      : [{ name: 'audited as a part of what includes it', value: included.join(', ') }]),
    ...(locked.length === 0
      ? []
      : [
          {
            name: 'audited by its lock',
            value: locked.map(({ path, lock }) => `${path} (${lock})`).join(', '),
          },
        ]),
    ...(passedOver.length === 0 ? [] : [{ name: 'not looked into', value: passedOver.join(', ') }]),
  ];
};
