import { describe, expect, test } from 'vitest';
import { judge } from '../report/judge.ts';
import type { Report } from '../report/types.ts';
import { unknown } from '../rule/make.ts';
import { ruleTable } from '../rule/table.ts';
import { advisory, component, flaw, KNOWN_FLAW, locked } from '../testing/flaw.ts';
import { CONTEXT } from '../testing/sample.ts';
import type { Finding } from '../types.ts';
import { parsePolicy } from './parse.ts';

const origin = { path: 'custody.toml', sha256: 'ab'.repeat(32) };
const read = (table: unknown) => parsePolicy(table, origin);
const under = (table: object, findings: readonly Finding[] = [flaw()]): Report => {
  const { policy, problems } = read(table);
  expect(problems).toEqual([]);
  return judge({
    examinations: [locked(findings)],
    policy,
    rules: ruleTable([KNOWN_FLAW]),
    context: CONTEXT,
    versionIn: (ecosystem, set, version) => ecosystem === 'PyPI' && set === `==${version}`,
  });
};
const ignoring = (ignore: object, findings?: readonly Finding[]): Report =>
  under({ ignore: [{ reason: 'known', ...ignore }] }, findings);
const ofPolicy = (report: Report): readonly string[] =>
  report.subjects
    .filter(({ subject }) => subject.kind === 'policy')
    .flatMap(({ findings }) => findings.map(({ rule, message }) => `${rule.id}: ${message}`));

describe('an ignore of a flaw', () => {
  test.each([
    { advisory: 'CVE-2023-43804' },
    { advisory: 'ghsa-V845-jxx5-vc9f' },
    {
      advisory: 'CVE-2023-43804',
      package: 'urllib*',
      version: '==1.26.4',
      group: 'dev',
      environment: '*Linux',
    },
    { rule: 'audit/known-vulnerability', package: 'urllib3' },
    { advisory: 'CVE-2023-43804', path: 'uv.lock', expires: '2026-11-20' },
  ])('covers it, by whichever of its names: %j', (ignore) => {
    const report = ignoring(ignore);
    expect(report.verdict).toBe('ok');
    expect(report.subjects[0]?.findings[0]?.ignored?.reason).toBe('known');
    expect(ofPolicy(report)).toEqual([]);
  });

  test.each([
    { advisory: 'CVE-2018-20060' },
    { advisory: 'CVE-2023-43804', package: 'requests' },
    { advisory: 'CVE-2023-43804', version: '<2' },
    { advisory: 'CVE-2023-43804', group: 'docs' },
    { advisory: 'CVE-2023-43804', environment: '*Windows' },
    { advisory: 'CVE-2023-43804', path: 'poetry.lock' },
  ])('that fits only in part covers nothing, and is told: %j', (ignore) => {
    const report = ignoring(ignore);
    expect(report.verdict).toBe('findings');
    expect(ofPolicy(report)).toHaveLength(1);
  });

  test('for a group or an environment does not cover what others bring, too', () => {
    for (const more of [{ groups: ['dev', 'docs'] }, { groups: [] }]) {
      const findings = [flaw({ component: { ...component, ...more } })];
      expect(ignoring({ advisory: 'CVE-2023-43804', group: 'dev' }, findings).verdict).toBe('findings');
    }
    const { environments: _everywhere, ...everywhere } = component;
    const findings = [flaw({ component: everywhere })];
    expect(ignoring({ advisory: 'CVE-2023-43804', environment: '*' }, findings).verdict).toBe('findings');
  });

  test('until fixed ends when a fix is known, and says which', () => {
    const ignore = { advisory: 'CVE-2023-43804', 'until-fixed': true };
    expect(ofPolicy(ignoring(ignore))).toEqual([
      'policy/expired-ignore: The ignore of audit/* for CVE-2023-43804 held until a fix is known, and urllib3 1.26.17 is one',
    ]);
    expect(ignoring(ignore).verdict).toBe('findings');
    expect(ignoring(ignore, [flaw({ advisory: { ...advisory, fixed: [] } })]).verdict).toBe('ok');
  });

  test('that names a version covers nothing where nobody can compare versions', () => {
    const { policy } = read({ ignore: [{ advisory: 'CVE-2023-43804', version: '==1.26.4', reason: 'r' }] });
    const input = {
      examinations: [locked([flaw()])],
      policy,
      rules: ruleTable([KNOWN_FLAW]),
      context: CONTEXT,
    };
    expect(judge(input).verdict).toBe('findings');
  });
});

describe('thresholds', () => {
  test('may differ for a group, a package or a rule; the first that fits decides', () => {
    expect(under({ threshold: [{ group: 'dev', 'fail-on': 'critical' }] }).verdict).toBe('ok');
    expect(under({ threshold: [{ group: 'docs', 'fail-on': 'never' }] }).verdict).toBe('findings');
    const both = [
      { package: 'urllib3', 'fail-on': 'low' },
      { group: 'dev', 'fail-on': 'never' },
    ];
    expect(under({ threshold: both }).verdict).toBe('findings');
    expect(under({ threshold: both.toReversed() }).verdict).toBe('ok');
    expect(under({ 'fail-on': 'never', threshold: [{ rule: 'audit/*', 'fail-on': 'low' }] }).verdict).toBe(
      'findings',
    );
  });

  test.each([
    [{ threshold: [{ 'fail-on': 'low' }] }, 'threshold[1]'],
    [{ threshold: [{ package: 'a' }] }, 'threshold[1].fail-on'],
    [{ threshold: [{ package: 'a', 'fail-on': 'info' }] }, 'threshold[1].fail-on'],
    [{ threshold: [{ package: 1, 'fail-on': 'low' }] }, 'threshold[1].package'],
    [{ threshold: {} }, 'threshold'],
    [{ unrated: 'none' }, 'unrated'],
    [{ ignore: [{ advisory: 'A', reason: 'r', 'until-fixed': 'yes' }] }, 'ignore[1].until-fixed'],
    [{ ignore: [{ package: 'a', reason: 'r' }] }, 'ignore[1].rule'],
    [{ ignore: [{ advisory: '', reason: 'r' }] }, 'ignore[1].advisory'],
  ])('and ignores that are no such thing are refused: %j', (table, at) => {
    expect(read(table).problems.map((problem) => problem.at)).toContain(at);
  });
});

describe('a flaw that nobody rated', () => {
  const unrated = [flaw({ advisory: { ...advisory, unrated: true } })];
  test('fails unless the policy says otherwise', () => {
    expect(under({}, unrated).subjects[0]?.findings[0]?.severity).toBe('high');
    expect(under({}, unrated).verdict).toBe('findings');
    expect(under({ unrated: 'critical', 'fail-on': 'critical' }, unrated).verdict).toBe('findings');
    expect(under({ unrated: 'low' }, unrated).verdict).toBe('ok');
    expect(under({ unrated: 'ignore', 'fail-on': 'low' }, unrated).subjects[0]?.findings[0]?.severity).toBe(
      'info',
    );
  });
});

describe('a statement from outside', () => {
  test('excuses a finding and is shown with its author', () => {
    const statement = {
      author: 'security@example.org',
      document: 'vex.json',
      status: 'not_affected',
    } as const;
    const report = under({}, [flaw({ statement })]);
    expect(report.verdict).toBe('ok');
    expect(report.subjects[0]?.findings[0]?.ignored).toMatchObject({
      owner: 'security@example.org',
      statement,
    });
  });
});

test('an answer that nobody demanded does not make the verdict undecided, but is told', () => {
  const missing = { reason: 'not pinned', location: { file: 'uv.lock' } };
  const verdict = (required?: false) =>
    judge({
      examinations: [
        {
          ...locked([]),
          unknowns: [unknown(KNOWN_FLAW, { ...missing, ...(required === undefined ? {} : { required }) })],
        },
      ],
      policy: { failOn: 'medium', ignores: [] },
      rules: ruleTable([KNOWN_FLAW]),
      context: CONTEXT,
    });
  expect(verdict().verdict).toBe('undecided');
  expect(verdict(false).verdict).toBe('ok');
  expect(verdict(false).counts.online).toBe(1);
});
