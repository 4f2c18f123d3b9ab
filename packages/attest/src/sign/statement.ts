import { canonicalJson, type Writable } from '../authority/canonical.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject, member, textMember } from '../json/value.ts';
import { isDistributionName } from '../pep740/filename.ts';
import { VSA_PREDICATE } from '../policy/predicates.ts';
import { readVsa } from '../slsa/vsa.ts';
import { readStatement } from '../statement/read.ts';
import { SignError } from './error.ts';

/** What a statement is about: a file by name and lower-case hex SHA-256. */
export type SubjectFile = { readonly name: string; readonly sha256: string };

export const PREDICATE = {
  publish: 'https://docs.pypi.org/attestations/publish/v1',
  provenance: 'https://slsa.dev/provenance/v1',
  cyclonedx: 'https://cyclonedx.org/bom',
  spdx: 'https://spdx.dev/Document/v2.3',
  'test-result': 'https://in-toto.io/attestation/test-result/v0.1',
  vulns: 'https://in-toto.io/attestation/vulns/v0.2',
  release: 'https://in-toto.io/attestation/release/v0.2',
  vsa: VSA_PREDICATE,
  /** Custody's own: a person has looked at these files and agrees. */
  approval: 'urn:custody:attestation:approval:v1',
} as const;

/** One statement to be made. Members of predicates are as their pages define them. */
export type StatementPlan =
  | { readonly kind: 'publish' }
  | { readonly kind: 'provenance' | 'sbom' | 'test-result' | 'vulns'; readonly predicate: Json }
  /** As `makeVsa` writes it: a statement about the very files. */
  | { readonly kind: 'vsa'; readonly statement: Json }
  | { readonly kind: 'release'; readonly purl: string; readonly packageId?: string }
  /** `at`: ISO 8601. */
  | { readonly kind: 'approval'; readonly gate: string; readonly at: string; readonly note?: string };

const refuse = (message: string): never => {
  throw new SignError('bad-statement', message);
};

const needs = (predicate: Json, what: string, ...paths: readonly string[]): void => {
  for (const path of paths) {
    const found = path.split('.').reduce<Json | undefined>((value, name) => member(value, name), predicate);
    if (found === undefined || found === null) refuse(`the predicate of ${what} has no ${path}`);
  }
};

const provenance = (predicate: Json): Json => {
  needs(
    predicate,
    'SLSA provenance v1',
    'buildDefinition.buildType',
    'buildDefinition.externalParameters',
    'runDetails.builder.id',
  );
  return predicate;
};

const testResult = (predicate: Json): Json => {
  const result = textMember(predicate, 'result') ?? '';
  if (!['PASSED', 'WARNED', 'FAILED'].includes(result))
    refuse('the result of a test is PASSED, WARNED or FAILED');
  if (!isArray(member(predicate, 'configuration'))) refuse('a test result names its configuration, a list');
  const failed = member(predicate, 'failedTests');
  if (result === 'PASSED' && isArray(failed) && failed.length > 0)
    refuse('a result of PASSED with failed tests');
  return predicate;
};

const vulns = (predicate: Json): Json => {
  needs(
    predicate,
    'vulns v0.2',
    'scanner.uri',
    'scanner.db.lastUpdate',
    'scanner.result',
    'metadata.scanStartedOn',
    'metadata.scanFinishedOn',
  );
  if (!isArray(member(member(predicate, 'scanner'), 'result'))) refuse('the result of a scan is a list');
  return predicate;
};

const sbomType = (document: Json): string => {
  if (textMember(document, 'bomFormat') === 'CycloneDX') return PREDICATE.cyclonedx;
  if (textMember(document, 'spdxVersion') === 'SPDX-2.3') return PREDICATE.spdx;
  return refuse('the SBOM is neither CycloneDX JSON nor SPDX 2.3 JSON');
};

const approval = ({ gate, at, note }: StatementPlan & { readonly kind: 'approval' }): Writable => {
  if (gate === '') refuse('an approval names its gate');
  return { decision: 'approved', gate, approvedOn: at, note };
};

const summary = (statement: Json): Json => {
  const reading = readStatement(Buffer.from(JSON.stringify(statement)));
  const vsa = reading.kind === 'read' ? readVsa(reading.value) : reading;
  if (vsa.kind === 'read') return member(statement, 'predicate') ?? null;
  const [{ place, message }] = vsa.problems;
  return refuse(`a verification summary is expected: ${place === '' ? '' : `${place}: `}${message}`);
};

const predicateOf = (plan: StatementPlan): { readonly type: string; readonly predicate: Json | Writable } => {
  switch (plan.kind) {
    case 'publish':
      return { type: PREDICATE.publish, predicate: null };
    case 'provenance':
      return { type: PREDICATE.provenance, predicate: provenance(plan.predicate) };
    case 'sbom':
      return { type: sbomType(plan.predicate), predicate: plan.predicate };
    case 'test-result':
      return { type: PREDICATE['test-result'], predicate: testResult(plan.predicate) };
    case 'vulns':
      return { type: PREDICATE.vulns, predicate: vulns(plan.predicate) };
    case 'vsa':
      return { type: PREDICATE.vsa, predicate: summary(plan.statement) };
    case 'release': {
      if (!/^pkg:[a-z0-9.+-]+\/[^?#\s]+@[^?#\s]+$/.test(plan.purl))
        refuse('a release is named by a purl with a version, without qualifiers');
      return { type: PREDICATE.release, predicate: { purl: plan.purl, packageId: plan.packageId } };
    }
    case 'approval':
      return { type: PREDICATE.approval, predicate: approval(plan) };
    default:
      throw new SignError('bad-statement', 'a statement of a kind that is not known');
  }
};

/** PEP 740 knows these kinds, for one distribution each. */
export const isPep740Kind = (kind: StatementPlan['kind']): boolean =>
  kind === 'publish' || kind === 'provenance';

/** What was verified, and nothing else. */
const checkSummarised = (statement: Json, subjects: readonly SubjectFile[]): void => {
  const listed = member(statement, 'subject');
  const verified = (isArray(listed) ? listed : []).map((one) => textMember(member(one, 'digest'), 'sha256'));
  const same =
    subjects.length === verified.length && subjects.every(({ sha256 }) => verified.includes(sha256));
  if (!same) refuse('the verification summary is about other files than these');
};

const checkSubjects = (plan: StatementPlan, subjects: readonly SubjectFile[]): void => {
  if (subjects.length === 0) refuse('a statement is about at least one file');
  for (const { name, sha256 } of subjects)
    if (!/^[0-9a-f]{64}$/.test(sha256) || name === '') refuse('a subject is a file name and its SHA-256');
  if (new Set(subjects.map(({ name }) => name)).size !== subjects.length) refuse('two files of one name');
  if (plan.kind === 'vsa') checkSummarised(plan.statement, subjects);
  const [first, ...others] = subjects;
  if (plan.kind !== 'publish') return;
  if (others.length > 0) refuse('PEP 740: a publish attestation is about one file');
  if (first !== undefined && !isDistributionName(first.name))
    refuse(`PEP 740: ${JSON.stringify(first.name)} is no file name of a wheel or an sdist`);
};

/** Makes the statement (in-toto v1): the bytes that are to be signed. Throws SignError `bad-statement`. */
export const makeStatement = (plan: StatementPlan, subjects: readonly SubjectFile[]): Buffer => {
  checkSubjects(plan, subjects);
  const { type, predicate } = predicateOf(plan);
  if (predicate !== null && !isObject(predicate as Json)) refuse('a predicate is an object');
  const sorted = subjects.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Buffer.from(
    canonicalJson({
      _type: 'https://in-toto.io/Statement/v1',
      subject: sorted.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
      predicateType: type,
      predicate,
    }),
    'utf8',
  );
};
