import type { Evidence } from '../bundle/types.ts';
import { quoted } from '../json/taker.ts';
import { isObject } from '../json/value.ts';
import { isDistributionName, sameDistributionName } from '../pep740/filename.ts';
import { IN_TOTO_PAYLOAD_TYPE, readStatement } from '../statement/read.ts';
import type { Statement, StatementSubject } from '../statement/types.ts';
import { type Digests, HASH_NAMES } from './artifact.ts';
import { CLAUSE } from './clauses.ts';
import type { Trace } from './trace.ts';

const PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';
const PEP740_PREDICATES: readonly string[] = [PUBLISH, 'https://slsa.dev/provenance/v1'];

/** How a subject compares with the artifact: by every digest that both have. */
const compare = ({ digest }: StatementSubject, digests: Digests): 'same' | 'different' | 'incomparable' => {
  let compared = false;
  for (const name of HASH_NAMES) {
    const stated = digest.get(name);
    const actual = stated === undefined ? undefined : digests(name);
    if (actual === undefined) continue;
    if (stated !== actual) return 'different';
    compared = true;
  }
  return compared ? 'same' : 'incomparable';
};

const judgeSubject = (statement: Statement, digests: Digests, to: Trace): StatementSubject | undefined => {
  const verdicts = statement.subjects.map((subject) => compare(subject, digests));
  const found = statement.subjects[verdicts.indexOf('same')];
  if (found === undefined && verdicts.includes('incomparable') && !verdicts.includes('different')) {
    to.unjudged(
      'subject-digest',
      CLAUSE.subject,
      'its subjects have no digest in common with what is known of the artifact',
    );
    return undefined;
  }
  const whose = found?.name === undefined ? 'a subject' : `the subject ${quoted(found.name)}`;
  const many =
    statement.subjects.length === 1
      ? 'its subject is'
      : `none of its ${statement.subjects.length} subjects is`;
  to.judge(
    'subject-digest',
    CLAUSE.subject,
    found === undefined
      ? `${many} ${statement.subjects.length === 1 ? 'another file, by its digest' : 'the artifact, by digest'}`
      : undefined,
    `${whose} has the artifact's digest${statement.subjects.length === 1 ? '' : `, one of ${statement.subjects.length}`}`,
  );
  return found;
};

/** What PEP 740 asks of a statement beyond in-toto. */
const judgePep740 = (statement: Statement, name: string | undefined, to: Trace): boolean => {
  const { subjects, predicateType, predicate, version } = statement;
  const [subject] = subjects;
  const known = PEP740_PREDICATES.includes(predicateType);
  const empty =
    predicate === undefined ||
    predicate === null ||
    (isObject(predicate) && Object.keys(predicate).length === 0);
  const formProblem =
    version !== '1'
      ? 'the statement is not of in-toto v1'
      : subjects.length !== 1
        ? `the statement has ${subjects.length} subjects, not one`
        : subject?.digest.has('sha256') !== true
          ? 'the subject has no sha256 digest'
          : undefined;
  const results = [
    to.judge(
      'subject-count',
      CLAUSE.pep740,
      formProblem,
      'the statement has one subject, named by its SHA-256',
    ),
    to.judge(
      'predicate-type',
      CLAUSE.pep740,
      !known
        ? `${quoted(predicateType)} is no predicate of PEP 740`
        : predicateType === PUBLISH && !empty
          ? 'a publish predicate is empty, and this one is not'
          : undefined,
      `the predicate is ${predicateType}`,
    ),
  ];
  const named = subject?.name ?? '';
  const nameProblem = !isDistributionName(named)
    ? `the subject's name ${quoted(named)} is that of no wheel or sdist`
    : name !== undefined && !sameDistributionName(named, name)
      ? `the subject is named ${quoted(named)}, the file ${quoted(name)}`
      : undefined;
  const held = name === undefined ? 'no file name was given to hold it against' : 'the file has that name';
  results.push(
    to.judge('subject-name', CLAUSE.pep740, nameProblem, `the subject is named ${quoted(named)}; ${held}`),
  );
  return !results.includes(false);
};

export type JudgedStatement = {
  readonly statement: Statement | undefined;
  readonly subject: StatementSubject | undefined;
};

/** Judges what an envelope says: payload type, statement, subject; for PEP 740 what that asks beyond. */
export const judgeStatement = (
  evidence: Evidence,
  digests: Digests,
  name: string | undefined,
  to: Trace,
): JudgedStatement => {
  const nothing = { statement: undefined, subject: undefined };
  if (evidence.content.kind !== 'dsse') return nothing;
  const { payloadType, payload } = evidence.content.envelope;
  const typed = to.judge(
    'payload-type',
    CLAUSE.payloadType,
    payloadType === IN_TOTO_PAYLOAD_TYPE
      ? undefined
      : `the payload is ${quoted(payloadType)}, not ${IN_TOTO_PAYLOAD_TYPE}`,
    `the payload is ${IN_TOTO_PAYLOAD_TYPE}`,
  );
  if (!typed) return nothing;
  const reading = readStatement(payload);
  const problem = reading.kind === 'read' ? undefined : reading.problems[0];
  to.judge(
    'statement',
    CLAUSE.statement,
    problem === undefined ? undefined : `the statement cannot be read: ${problem.place}: ${problem.message}`,
    'the statement can be read',
  );
  if (reading.kind !== 'read') return nothing;
  const statement = reading.value;
  const fits = evidence.format.kind === 'pep740' ? judgePep740(statement, name, to) : true;
  const subject = judgeSubject(statement, digests, to);
  return { statement, subject: fits ? subject : undefined };
};
