import { judge, parsePolicy, renderJson, renderText, ruleTable } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { assessor } from '../flaw/index.ts';
import { checkVersions, makeVersionIn } from '../judge/index.ts';
import { admitter, examineInput } from '../report/index.ts';
import { AUDIT_RULES } from '../rules/index.ts';
import { type Accounted, audited, inapplicable, type Subject, unaudited } from '../subject/index.ts';
import type { StoredAdvisory } from '../types.ts';
import { advisory, affected, between } from './advisories.ts';
import { STATUS, storeOf } from './store.ts';
import { entryOf, pypi } from './subjects.ts';

const run = (
  accounted: readonly Accounted[],
  advisories: readonly StoredAdvisory[],
  policy: object = {},
  strict = false,
) => {
  const store = storeOf(advisories);
  const read = parsePolicy(policy, { path: 'custody.toml', sha256: 'ab'.repeat(32) });
  expect([...read.problems, ...checkVersions(read.policy)]).toEqual([]);
  return judge({
    examinations: [
      examineInput(
        { path: 'requirements.txt', format: 'requirements', accounted },
        { assess: assessor(store), admit: admitter(store.find), status: STATUS, strict },
      ),
    ],
    policy: read.policy,
    rules: ruleTable(AUDIT_RULES),
    context: {
      tool: { name: 'custody', version: '0.1.0' },
      command: 'custody audit',
      today: '2026-11-21',
      facts: [],
    },
    versionIn: makeVersionIn(),
  });
};
const pinned = (...subjects: readonly Subject[]) =>
  subjects.map((subject) => audited(entryOf(subject), subject));
const flawsOf = (report: ReturnType<typeof run>) =>
  report.subjects.flatMap(({ findings }) => findings.flatMap(({ advisory: fact }) => fact ?? []));

// Each is a defect that an existing auditor was seen to have; the names say what happens here instead.
describe('what other auditors get wrong', () => {
  test('a requirement under a marker that holds nowhere does not vanish: it is counted', () => {
    const report = run(
      [inapplicable(entryOf(pypi('demo', '1')), "python_version < '3.8'", ['CPython 3.14'])],
      [],
    );
    expect(report.subjects[0]?.subject.inventory).toMatchObject({ entries: 1, inapplicable: 1 });
    expect(renderText(report)).toContain('1 inapplicable');
  });

  test('aliases have one order: three runs have the same bytes, whatever order the records came in', () => {
    const records = ['CVE-1', 'GHSA-1', 'PYSEC-1'].map((id, _at, all) =>
      advisory(id, [affected(between('0', '2'))], { aliases: all.filter((other) => other !== id) }),
    );
    const outputs = [
      records,
      records.toReversed(),
      [records[1], records[2], records[0]].flatMap((one) => one ?? []),
    ];
    expect(new Set(outputs.map((order) => renderJson(run(pinned(pypi('demo', '1')), order)))).size).toBe(1);
  });

  test('findings and what could not be judged have exit codes of their own', () => {
    const [found, unclear] = [between('0'), between('0', 'x')].map(
      (range) => run(pinned(pypi('demo', '1')), [advisory('A', [affected(range)])]).verdict,
    );
    expect([found, unclear]).toEqual(['findings', 'undecided']);
  });

  test('fixed versions of every entry and every range count, not those of the last or the first', () => {
    const entries = [affected(between('0', '1.5')), affected(between('2.0', '2.5'))];
    const report = run(pinned(pypi('demo', '1.0')), [advisory('A', entries)]);
    expect(flawsOf(report)[0]?.fixed).toEqual(['1.5', '2.5']);
  });

  test('two ids of one flaw are one finding, joined over a third', () => {
    const range = [affected(between('0', '2'))];
    const records = [
      advisory('PYSEC-1', range, { aliases: ['CVE-1'] }),
      advisory('PYSEC-2', range, { aliases: ['GHSA-2'] }),
      advisory('GHSA-2', range, { aliases: ['CVE-1'] }),
    ];
    expect(flawsOf(run(pinned(pypi('demo', '1')), records)).map(({ ids }) => ids)).toEqual([
      ['CVE-1', 'GHSA-2', 'PYSEC-1', 'PYSEC-2'],
    ]);
  });

  test('a fix is not the first that is greater, if the record lists that as affected, too', () => {
    const record = advisory('A', [
      affected({ ...between('0', '1.5'), versions: ['1.0', '1.5'] }),
      affected(between('1.6', '1.7')),
    ]);
    expect(flawsOf(run(pinned(pypi('demo', '1.0')), [record]))[0]?.fixed).toEqual(['1.7']);
  });

  test.each(['2022.12.07', '2022.12.7'])('a fix padded with zeros fixes %s', (version) => {
    const record = advisory('A', [affected(between('0', '2022.12.07'))]);
    expect(run(pinned(pypi('demo', version)), [record]).verdict).toBe('ok');
  });

  test('events that are not sorted are sorted', () => {
    const events = [...between('3', '3.2').events, ...between('1', '1.2').events].toReversed();
    expect(run(pinned(pypi('demo', '2')), [advisory('A', [affected({ events })])]).verdict).toBe('ok');
    expect(run(pinned(pypi('demo', '3.1')), [advisory('A', [affected({ events })])]).verdict).toBe(
      'findings',
    );
  });

  test('an ignore by one name of a flaw covers it under all of them', () => {
    const records = [
      advisory('PYSEC-1', [affected(between('0'))], { aliases: ['CVE-1'] }),
      advisory('GHSA-1', [affected(between('0'))], { aliases: ['CVE-1'] }),
    ];
    for (const id of ['PYSEC-1', 'CVE-1', 'GHSA-1']) {
      expect(
        run(pinned(pypi('demo', '1')), records, { ignore: [{ advisory: id, reason: 'r' }] }).verdict,
        id,
      ).toBe('ok');
    }
  });

  test('an ignore has a version range, an end, and is told when it is stale', () => {
    const records = [advisory('CVE-1', [affected(between('0'))])];
    const ignore = (more: object, version = '1.4') =>
      run(pinned(pypi('demo', version)), records, { ignore: [{ advisory: 'CVE-1', reason: 'r', ...more }] })
        .verdict;
    expect(ignore({ version: '>=1.2,<2' })).toBe('ok');
    expect(ignore({ version: '>=1.2,<2' }, '2.0')).toBe('findings');
    expect(ignore({ expires: '2026-11-20' })).toBe('findings');
    expect(parsePolicy({ ignore: [{ advisory: 'CVE-1' }] }).problems).toHaveLength(1);
    expect(
      checkVersions({ failOn: 'low', ignores: [{ rule: 'audit/*', version: '>=', reason: 'r' }] }),
    ).toHaveLength(1);
  });

  test('a package that only shares its name with one of another ecosystem is not mistaken for it', () => {
    const record = advisory('A', [affected({ ecosystem: 'crates.io', ...between('0.0.0') })]);
    expect(run(pinned(pypi('demo', '1.0.0')), [record]).verdict).toBe('ok');
  });

  test('a malicious package is critical, whatever its record is rated', () => {
    const record = advisory('MAL-2026-1', [affected({ versions: ['1.0'] })], { severityWord: 'LOW' });
    const report = run(pinned(pypi('demo', '1.0')), [record], { unrated: 'ignore' });
    expect(report.subjects[0]?.findings[0]).toMatchObject({
      severity: 'critical',
      rule: { id: 'audit/malicious-package' },
    });
  });

  test('a bound is not taken for a version: ">=1" does not say that 1 is installed', () => {
    const open = { text: 'demo>=1', name: 'demo', location: { file: 'requirements.txt' } };
    const record = advisory('A', [affected(between('0', '1.5'))]);
    const report = run([unaudited(open, 'not-pinned', 's', pypi('demo'))], [record]);
    expect(report.subjects[0]?.subject.inventory).toMatchObject({ audited: 0, unaudited: 1 });
    expect(report.counts.findings).toMatchObject({ high: 0, medium: 0, info: 1 });
  });

  test('of a lock that holds a package in two versions each is held against advisories', () => {
    const record = advisory('A', [affected(between('0', '1.5'))]);
    const report = run(pinned(pypi('demo', '2.0'), pypi('demo', '1.0')), [record]);
    expect(report.subjects[0]?.subject.inventory?.components).toHaveLength(2);
    expect(
      report.subjects.flatMap(({ findings }) => findings.map(({ component }) => component?.version)),
    ).toEqual(['1.0']);
  });

  test('pairs of aliases in an order that a pairwise merge gets wrong are one flaw', () => {
    const range = [affected(between('0', '2'))];
    const pairs = [
      ['A', 'D'],
      ['B', 'C'],
      ['C', 'D'],
      ['D', 'A'],
    ] as const;
    const records = pairs.map(([id, alias]) => advisory(id, range, { aliases: [alias] }));
    expect(flawsOf(run(pinned(pypi('demo', '1')), records))).toHaveLength(1);
  });

  test('one private package does not make every strict run fail: it can be accepted by name', () => {
    const accounted = [
      ...pinned(pypi('demo', '1')),
      unaudited(entryOf(pypi('private')), 'not-from-index', 's', pypi('private')),
    ];
    const accept = { ignore: [{ rule: 'audit/unaudited', package: 'private', reason: 'ours' }] };
    expect(run(accounted, [], {}, true).verdict).toBe('undecided');
    expect(run(accounted, [], accept, true).verdict).toBe('ok');
  });

  test('an advisory that gives commits alone does not make a release unaffected', () => {
    const record = advisory('A', [
      affected({ ranges: [{ type: 'GIT', events: between('0', 'abc').events }] }),
    ]);
    expect(run(pinned(pypi('demo', '1')), [record]).verdict).toBe('undecided');
  });

  test('an advisory that was withdrawn is no finding, and no silence either', () => {
    const record = advisory('A', [affected(between('0'))], { withdrawn: '2026-01-01T00:00:00Z' });
    const report = run(pinned(pypi('demo', '1')), [record]);
    expect(report.verdict).toBe('ok');
    expect(report.subjects[0]?.findings).toMatchObject([{ rule: { id: 'audit/withdrawn-advisory' } }]);
  });

  test('a fix that brings another flaw in is not what to upgrade to', () => {
    const records = [
      advisory('A', [affected(between('0', '1.5.1'))]),
      advisory('B', [affected(between('1.5', '2.4'))]),
    ];
    expect(run(pinned(pypi('demo', '1.4')), records).subjects[0]?.findings[0]?.todo).toContain('→ 2.4 ');
  });

  test('a local version is not the release that it is built on: nor is it safe because no list names it', () => {
    const record = advisory('A', [affected({ ...between('0', '2.4'), versions: ['2.3'] })]);
    expect(run(pinned(pypi('demo', '2.3+cu121')), [record]).verdict).toBe('findings');
    expect(run(pinned(pypi('demo', '2.4+cu121')), [record]).verdict).toBe('ok');
  });

  test('a component that two documents of one wheel name is told once', () => {
    const twice = pypi('demo', '1', { key: 'other', locations: [{ file: 'a.whl', entry: 'b.cdx.json' }] });
    const report = run(pinned(pypi('demo', '1'), twice), [advisory('A', [affected(between('0'))])]);
    expect(report.subjects[0]?.findings).toHaveLength(1);
    expect(report.subjects[0]?.findings[0]?.locations).toHaveLength(2);
  });

  test('strings of a lock file cannot give commands to a build log', () => {
    const hostile = pypi('demo', '1.0\r\n::set-output name=x::y', {
      locations: [{ file: 'a\u001b[31m\n::error::x' }],
    });
    const text = renderText(run(pinned(hostile), [advisory('A', [affected(between('0'))])]));
    expect(text).not.toMatch(/^\s*::/m);
    // oxlint-disable-next-line no-control-regex -- that none is left is what is asked
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
