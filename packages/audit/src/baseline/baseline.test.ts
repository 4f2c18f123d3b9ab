import { judge, renderJson, ruleTable } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { assessor } from '../flaw/index.ts';
import { databaseFact, examineInput } from '../report/index.ts';
import { AUDIT_RULES } from '../rules/index.ts';
import { audited, type AuditInput, type Subject } from '../subject/index.ts';
import { advisory, affected, between } from '../testing/advisories.ts';
import { STATUS, storeOf } from '../testing/store.ts';
import { entryOf, pypi } from '../testing/subjects.ts';
import type { StoredAdvisory } from '../types.ts';
import { compareWithBaseline, countSince } from './compare.ts';
import { readBaseline } from './read.ts';

const examine = (subjects: readonly Subject[], advisories: readonly StoredAdvisory[], path = 'uv.lock') => {
  const input: AuditInput = {
    path,
    format: 'uv-lock',
    accounted: subjects.map((one) => audited(entryOf(one), one)),
  };
  return examineInput(input, { assess: assessor(storeOf(advisories)), status: STATUS, strict: false });
};
const reportOf = (subjects: readonly Subject[], advisories: readonly StoredAdvisory[]): Uint8Array =>
  new TextEncoder().encode(
    renderJson(
      judge({
        examinations: [examine(subjects, advisories)],
        policy: { failOn: 'medium', ignores: [] },
        rules: ruleTable(AUDIT_RULES),
        context: {
          tool: { name: 'custody', version: '0.1.0' },
          command: '',
          today: '2026-11-21',
          facts: [databaseFact(STATUS, '2026-11-21')],
        },
      }),
    ),
  );

const of = (id: string, name: string, aliases: readonly string[] = []) =>
  advisory(id, [affected({ name, ...between('0', '9') })], { aliases });
const demo = pypi('demo', '1.0');

describe('compared with an earlier report', () => {
  const reading = readBaseline(reportOf([demo, pypi('calm', '1')], [of('PYSEC-1', 'demo')]));
  if (reading.kind === 'invalid') throw new Error(reading.message);
  const { baseline } = reading;
  const since = (subjects: readonly Subject[], advisories: readonly StoredAdvisory[], path?: string) =>
    compareWithBaseline(examine(subjects, advisories, path), baseline).findings.map(
      ({ advisory: fact }) => fact?.since,
    );

  test('what it told is not new, under whatever name it goes today', () => {
    expect(since([demo], [of('PYSEC-1', 'demo')])).toEqual(['before']);
    expect(since([demo], [of('CVE-7', 'demo', ['PYSEC-1'])])).toEqual(['before']);
    expect(since([pypi('demo', '1.1')], [of('PYSEC-1', 'demo')])).toEqual(['before']);
  });

  test('a flaw of what it audited is new in the database', () => {
    expect(since([pypi('calm', '1')], [of('CVE-8', 'calm')])).toEqual(['database']);
  });

  test('a flaw of what it did not audit came with the dependencies', () => {
    expect(since([pypi('calm', '2')], [of('CVE-8', 'calm')])).toEqual(['dependencies']);
    expect(since([pypi('fresh', '1')], [of('CVE-9', 'fresh')])).toEqual(['dependencies']);
    expect(since([demo], [of('PYSEC-1', 'demo')], 'other.lock')).toEqual(['dependencies']);
  });

  test('counts them, and knows the database of then', () => {
    const now = [of('PYSEC-1', 'demo'), of('CVE-8', 'calm')];
    const compared = compareWithBaseline(examine([demo, pypi('calm', '1')], now), baseline);
    expect(countSince([compared])).toEqual({ before: 1, database: 1, dependencies: 0 });
    expect(baseline.database).toBe(STATUS.digest);
  });
});

test.each([
  ['no JSON', '{', /no JSON/],
  ['another kind', '{"schema":"custody/report/2"}', /not of the kind/],
  ['a list', '[]', /not of the kind/],
  ['a member that stands twice', '{"schema":"custody/report/1","schema":"x"}', /stands twice/],
  ['nested without end', `{"schema":"custody/report/1","a":${'['.repeat(99)}${']'.repeat(99)}}`, /deeper/],
])('a report that is %s is refused', (_what, text, message) => {
  const reading = readBaseline(new TextEncoder().encode(text));
  expect(reading.kind === 'invalid' ? reading.message : '').toMatch(message);
});

test('a report with values of other kinds says nothing, and breaks nothing', () => {
  const text =
    '{"schema":"custody/report/1","facts":1,"subjects":[null,{"path":"a","inventory":{"components":[1]},"findings":[{"component":{"name":"__proto__"},"advisory":{"ids":"x"}}]}]}';
  const reading = readBaseline(new TextEncoder().encode(text));
  expect(reading.kind === 'ok' ? [...reading.baseline.inputs.keys()] : []).toEqual(['a']);
});
