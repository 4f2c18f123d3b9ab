import { judge, type Report, renderJson, renderText, ruleTable } from '@custody/findings';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessor } from '../flaw/index.ts';
import { makeVersionIn } from '../judge/index.ts';
import { AUDIT_RULES } from '../rules/index.ts';
import {
  type Accounted,
  audited,
  type AuditInput,
  inapplicable,
  type Subject,
  unaudited,
} from '../subject/index.ts';
import { advisory, affected, between } from '../testing/advisories.ts';
import { STATUS, storeOf } from '../testing/store.ts';
import { entryOf, pypi } from '../testing/subjects.ts';
import type { StoredAdvisory } from '../types.ts';
import { examineDatabase, policiesInTree, withoutDatabase } from './database.ts';
import { examineInput } from './examine.ts';
import { databaseFact } from './facts.ts';

const rated = {
  cvss: { score: 8.1, vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:N', version: '3.1' as const },
};
const URLLIB3 = [
  advisory(
    'PYSEC-2023-192',
    [affected({ name: 'urllib3', ...between('0', '1.26.17') })],
    { aliases: ['CVE-2023-43804'], summary: 'Cookie header is not stripped' },
    rated,
  ),
  advisory('GHSA-v845-jxx5-vc9f', [affected({ name: 'urllib3', ...between('0', '1.26.17') })], {
    aliases: ['CVE-2023-43804'],
  }),
  advisory('CVE-2024-37891', [affected({ name: 'urllib3', ...between('0', '1.26.19') })], {
    severityWord: 'MODERATE',
  }),
];

const inputOf = (accounted: readonly Accounted[], more: Partial<AuditInput> = {}): AuditInput => ({
  path: 'uv.lock',
  format: 'uv-lock',
  sha256: 'ab'.repeat(32),
  accounted,
  ...more,
});
const named = (...subjects: readonly Subject[]): AuditInput =>
  inputOf(subjects.map((subject) => audited(entryOf(subject), subject)));

const examine = (input: AuditInput, advisories: readonly StoredAdvisory[], strict = false) =>
  examineInput(input, { assess: assessor(storeOf(advisories)), status: STATUS, strict });
const report = (input: AuditInput, advisories: readonly StoredAdvisory[], strict = false): Report =>
  judge({
    examinations: [examine(input, advisories, strict)],
    policy: { failOn: 'medium', ignores: [] },
    rules: ruleTable(AUDIT_RULES),
    context: {
      tool: { name: 'custody', version: '0.1.0' },
      command: 'custody audit',
      today: '2026-11-21',
      facts: [databaseFact(STATUS, '2026-11-21')],
    },
    versionIn: makeVersionIn(),
  });
const rules = (input: AuditInput, advisories: readonly StoredAdvisory[]) => {
  const { findings, unknowns } = examine(input, advisories);
  return [...findings.map(({ rule }) => rule.id), ...unknowns.map(({ rule }) => rule.id)];
};

const app = pypi('app', '1.0', { direct: true });
const requests = pypi('requests', '2.31.0', { parents: [app.key] });
const urllib3 = pypi('urllib3', '1.26.4', { parents: [requests.key] });

test('the text of an audit: the verdict, what to change, and one block for each package', () => {
  const input = inputOf([
    ...[app, requests, urllib3].map((subject) => audited(entryOf(subject), subject)),
    inapplicable(entryOf(pypi('colorama', '0.4')), "sys_platform == 'win32'", ['CPython 3.14, Linux']),
    unaudited(entryOf(pypi('private')), 'not-pinned', 'not pinned: name the lock or installed environment'),
  ]);
  expect(renderText(report(input, URLLIB3))).toMatchInlineSnapshot(`
    "✗ findings: 1 high, 1 medium (fails on medium)

    What to do
      1. high      Upgrade urllib3 1.26.4 → 1.26.19 (fixes 2)
                   2 findings in uv.lock

    ✗ uv.lock
      dependencies · sha256 abababababab
      uv-lock · 5 entries: 3 audited, 1 inapplicable, 1 unaudited (1 not-pinned)

      high      urllib3 1.26.4
                do  Upgrade urllib3 1.26.4 → 1.26.19 (fixes 2)
                high      CVE-2023-43804 (GHSA-v845-jxx5-vc9f, PYSEC-2023-192) · CVSS 8.1 · fixed in
                          1.26.17
                          Cookie header is not stripped
                medium    CVE-2024-37891 · fixed in 1.26.19
                at  requirements.txt:1
                via app 1.0 › requests 2.31.0 › urllib3 1.26.4
                by  audit/known-vulnerability

    Unknown: not pinned: name the lock or installed environment: audit/unaudited (private)

    custody 0.1.0 · 11 rules judged on 1 file · default policy, fails on medium · advisories: sha256
    d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1, PyPI 25,000 records, crates.io 900
    records, newest 2026-11-19, synced 1 day ago
    "
  `);
});

test('the same inputs in any order of records and entries give the same bytes', () => {
  const input = named(app, requests, urllib3, pypi('urllib3', '2.0'));
  const json = renderJson(report(input, URLLIB3));
  expect(renderJson(report(input, URLLIB3.toReversed()))).toBe(json);
  expect(json).toContain(STATUS.digest);
});

describe('each rule', () => {
  const old = affected(between('0', '2'));
  const one = (version: string, ...advisories: readonly StoredAdvisory[]) =>
    rules(named(pypi('demo', version)), advisories);
  test.each<[string, readonly StoredAdvisory[]]>([
    ['audit/known-vulnerability', [advisory('A', [old], { severityWord: 'LOW' })]],
    ['audit/unrated', [advisory('A', [old])]],
    ['audit/malicious-package', [advisory('MAL-1', [old])]],
    ['audit/withdrawn-advisory', [advisory('A', [old], { withdrawn: '2025-01-01T00:00:00Z' })]],
  ])('%s speaks of an affected version, and is silent of a fixed one', (rule, advisories) => {
    expect(one('1.0', ...advisories)).toEqual([rule]);
    expect(one('2.0', ...advisories)).toEqual([]);
  });

  test('audit/unevaluable-range is an unknown that counts', () => {
    const odd = advisory('A', [affected(between('0', '2019-09-12'))]);
    expect(one('1.0', odd)).toEqual(['audit/unevaluable-range']);
    expect(report(named(pypi('demo', '1.0')), [odd]).verdict).toBe('undecided');
    expect(one('2004d', advisory('A', [old]))).toEqual(['audit/unevaluable-range']);
    expect(one('2004d')).toEqual([]);
  });

  test('audit/yanked and audit/project-status say who said so', () => {
    const of = (index: Subject['index']) =>
      rules(named(pypi('demo', '1', index === undefined ? {} : { index })), []);
    expect(of({ from: 'the lock', yanked: '' })).toEqual(['audit/yanked']);
    expect(of({ from: 'the lock', status: 'quarantined' })).toEqual(['audit/project-status']);
    expect(of({ from: 'the lock', status: 'active' })).toEqual([]);
  });

  test('audit/native-disagreement compares witnesses', () => {
    const witness = (version: string | undefined) => ({
      kind: 'observed' as const,
      confidence: 'medium' as const,
      detail: `a string says ${version}`,
      location: { file: 'a.whl' },
      ...(version === undefined ? {} : { version }),
    });
    const of = (...versions: readonly (string | undefined)[]) =>
      rules(named(pypi('openssl', '3.0', { evidence: versions.map(witness) })), []);
    expect(of('3.0', '3.1')).toEqual(['audit/native-disagreement']);
    expect(of('3.0', '3.0', undefined)).toEqual([]);
  });

  test('audit/stale-database, audit/no-database and audit/policy-in-tree', () => {
    const stale = (today: string, age?: number) =>
      examineDatabase(STATUS, today, age).findings.map(({ severity }) => severity ?? 'low');
    expect(stale('2026-11-27')).toEqual([]);
    expect(stale('2026-11-28')).toEqual(['low']);
    expect(stale('2026-12-31')).toEqual(['medium']);
    expect(stale('2026-11-22', 1)).toEqual(['low']);
    const made = (newest: string) =>
      examineDatabase({ ...STATUS, newest, synced: '2026-11-21T01:00:00Z' }, '2026-11-21').findings.map(
        ({ severity }) => severity ?? 'low',
      );
    expect(made('2026-10-22T00:00:00Z')).toEqual([]);
    expect(made('2026-10-21T23:59:59Z')).toEqual(['low']);
    expect(made('2024-10-10T17:22:00Z')).toEqual(['medium']);
    expect(made('')).toEqual(['medium']);
    expect(withoutDatabase('none', { required: false }).unknowns).toMatchObject([{ required: false }]);
    expect(policiesInTree('.', ['sub/custody.toml']).findings).toHaveLength(1);
    expect(policiesInTree('.', []).findings).toEqual([]);
  });
});

test('where every fix brings another flaw, that is said, and not that there is no fix', () => {
  const all = [
    advisory('CVE-1', [affected(between('0', '1.5'))]),
    advisory('CVE-2', [affected(between('1.5'))]),
  ];
  const [found] = examine(named(pypi('demo', '1.0')), all).findings;
  expect(found?.todo).toMatch(
    /^No version after demo 1\.0 is known to be better: what ends 1 flaw begins others/,
  );
});

describe('what cannot be held against advisories', () => {
  const { ecosystem: _none, ...homeless } = pypi('libfoo', '1');
  test.each<[string, Subject, RegExp]>([
    ['has no version', pypi('demo'), /not pinned/],
    ['has no ecosystem', homeless, /no advisory database exists/],
    [
      'is of an ecosystem that the store does not hold',
      pypi('demo', '1', { ecosystem: 'npm' }),
      /holds nothing for npm/,
    ],
    ['is CPython itself', { ...homeless, kind: 'cpython' }, /commits, not releases/],
  ])('because it %s is unaudited, and --strict then is undecided', (_why, subject, reason) => {
    const { unknowns, subject: examined } = examine(named(subject), []);
    expect(unknowns).toMatchObject([{ rule: { id: 'audit/unaudited' } }]);
    expect(unknowns[0]?.reason).toMatch(reason);
    expect(examined.inventory).toMatchObject({ entries: 1, audited: 0, unaudited: 1 });
    expect(report(named(subject), []).verdict).toBe('ok');
    expect(report(named(subject), [], true).verdict).toBe('undecided');
  });

  test('never makes an entry vanish: the counts add up whatever the entries are', () => {
    const entry = entryOf(pypi('demo', '1'));
    const account = fc.constantFrom<Accounted>(
      audited(entry, pypi('demo', '1')),
      audited(entry, pypi('demo')),
      audited(entry, homeless),
      audited(entry, pypi('demo', '1', { ecosystem: 'npm' })),
      inapplicable(entry, 'm', []),
      unaudited(entry, 'variable', 's'),
    );
    fc.assert(
      fc.property(fc.array(account, { maxLength: 30 }), (accounted) => {
        const { subject, unknowns } = examine(inputOf(accounted), URLLIB3);
        const { inventory } = subject;
        if (inventory === undefined) throw new Error('no inventory');
        expect(inventory.entries).toBe(accounted.length);
        expect(inventory.audited + inventory.inapplicable + inventory.unaudited).toBe(inventory.entries);
        expect(unknowns).toHaveLength(inventory.unaudited);
      }),
    );
  });
});

test('a component that an input names twice is told once, with both places', () => {
  const second = pypi('urllib3', '1.26.4', {
    groups: ['dev'],
    locations: [{ file: 'uv.lock', position: { kind: 'text', line: 90 } }],
  });
  const { findings } = examine(named(urllib3, second), URLLIB3);
  expect(findings).toHaveLength(2);
  expect(findings[0]?.locations).toHaveLength(2);
  expect(findings[0]?.component?.groups).toEqual([]);
});
