import type { Reading } from '../bundle/types.ts';
import { readJson } from '../json/read.ts';
import { type Findings, findings, quoted, type Taker, taker } from '../json/taker.ts';
import { isObject } from '../json/value.ts';
import type { Statement, StatementSubject } from './types.ts';

export const IN_TOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

const CLAUSE = 'in-toto Attestation Framework v1, Statement';
const VERSIONS: ReadonlyMap<string, Statement['version']> = new Map([
  ['https://in-toto.io/Statement/v1', '1'],
  ['https://in-toto.io/Statement/v0.1', '0.1'],
]);
/** A release of a large project has some hundred files, an SBOM attestation some thousand subjects. */
const MAX_SUBJECTS = 100_000;
const MAX_DIGESTS = 32;

const takeSubject = (from: Taker, to: Findings): StatementSubject => {
  from.close('name', 'uri', 'digest', 'content', 'downloadLocation', 'mediaType', 'annotations');
  const digests = from.raw('digest');
  const digest = new Map<string, string>();
  if (!isObject(digests)) {
    to.report('missing', `${from.place}/digest`, 'a subject is named by its digest');
  } else {
    const entries = Object.entries(digests);
    if (entries.length === 0 || entries.length > MAX_DIGESTS)
      to.report(
        'bad-value',
        `${from.place}/digest`,
        `${entries.length} digests; 1 to ${MAX_DIGESTS} are accepted`,
      );
    else
      for (const [algorithm, value] of entries) {
        if (typeof value === 'string') digest.set(algorithm, value);
        else to.report('wrong-type', `${from.place}/digest`, `the digest ${quoted(algorithm)} is no string`);
      }
  }
  return { name: from.optionalText('name'), uri: from.optionalText('uri'), digest };
};

/** Reads an in-toto statement, v0.1 or v1: the payload of an envelope. */
export const readStatement = (payload: Uint8Array): Reading<Statement> => {
  const json = readJson(payload);
  if (json.kind === 'invalid') return json;
  const to = findings(CLAUSE);
  const from = taker(json.value, '', to);
  return to.conclude(() => {
    if (from === undefined) return undefined;
    const type = from.text('_type');
    const version = VERSIONS.get(type ?? '');
    if (type !== undefined && version === undefined)
      to.report('bad-value', '/_type', `${quoted(type)} is no statement type of in-toto v0.1 or v1`);
    const subjects = from.objects('subject', MAX_SUBJECTS).map((item) => takeSubject(item, to));
    if (from.has('subject') && subjects.length === 0)
      to.report('missing', '/subject', 'a statement has a subject');
    const predicateType = from.text('predicateType');
    if (predicateType === '') to.report('missing', '/predicateType', 'the type of the predicate is empty');
    if (version === undefined || predicateType === undefined) return undefined;
    // Here `null` is not nothing: PEP 740 writes it.
    const predicate =
      isObject(json.value) && Object.hasOwn(json.value, 'predicate') ? json.value['predicate'] : undefined;
    return { version, subjects, predicateType, predicate };
  });
};
