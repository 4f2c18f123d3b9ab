import { judge, ruleTable } from '@custody/findings';
import { validate } from '@custody/sbom';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessor } from '../flaw/index.ts';
import { admitter, examineInput } from '../report/index.ts';
import { AUDIT_RULES } from '../rules/index.ts';
import { audited, type AuditInput, unaudited } from '../subject/index.ts';
import { advisory, affected, between } from '../testing/advisories.ts';
import { STATUS, storeOf } from '../testing/store.ts';
import { entryOf, pypi } from '../testing/subjects.ts';
import { statementFinder } from './apply.ts';
import { readPurl } from './purl.ts';
import { readVex } from './read.ts';
import { writeCsaf, writeCycloneDxVex, writeOpenVex } from './write/index.ts';

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const openVex = (...statements: readonly object[]) => ({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'urn:test:1',
  author: 'security@example.org',
  timestamp: '2026-01-01T00:00:00Z',
  version: 1,
  statements,
});
const NOT_REACHED = {
  vulnerability: { name: 'CVE-1' },
  products: [{ '@id': 'pkg:pypi/Demo' }],
  status: 'not_affected',
  justification: 'vulnerable_code_not_in_execute_path',
};

const FLAW = advisory('GHSA-1', [affected(between('0', '2'))], { aliases: ['CVE-1'], severityWord: 'HIGH' });
const subject = pypi('demo', '1.0');
const input: AuditInput = {
  path: 'uv.lock',
  format: 'uv-lock',
  name: 'app',
  version: '3.0',
  accounted: [audited(entryOf(subject), subject)],
};

const judgeWith = (documents: readonly unknown[], flaw = FLAW) => {
  const read = documents.map((document, index) => readVex(bytes(document), `vex-${index}.json`));
  const statementOf = statementFinder(read.flatMap(({ document }) => document ?? []));
  return judge({
    examinations: [
      examineInput(input, { assess: assessor(storeOf([flaw])), status: STATUS, strict: false, statementOf }),
    ],
    policy: { failOn: 'medium', ignores: [] },
    rules: ruleTable(AUDIT_RULES),
    context: {
      tool: { name: 'custody', version: '0.1.0' },
      command: 'custody audit',
      today: '2026-11-21',
      facts: [],
    },
  });
};
const codes = (document: unknown) =>
  readVex(bytes(document), 'vex.json').problems.map(({ code, where }) => `${code} ${where}`);

describe('a statement', () => {
  test('excuses the flaw by any of its names, and is shown with its author', () => {
    const report = judgeWith([openVex(NOT_REACHED)]);
    expect(report.verdict).toBe('ok');
    expect(report.subjects[0]?.findings[0]?.ignored).toMatchObject({
      owner: 'security@example.org',
      statement: { document: 'vex-0.json', justification: 'vulnerable_code_not_in_execute_path' },
    });
  });

  test.each([
    ['of another version', { products: [{ '@id': 'pkg:pypi/demo@1.0.1' }] }],
    ['of another package', { products: [{ '@id': 'pkg:pypi/demo2' }] }],
    ['of another type', { products: [{ '@id': 'pkg:npm/demo' }] }],
    ['of one platform alone', { products: [{ '@id': 'pkg:pypi/demo?os=linux' }] }],
    ['of another flaw', { vulnerability: { name: 'CVE-2' } }],
    ['that it is affected', { status: 'affected' }],
    ['that it is looked into', { status: 'under_investigation' }],
    ['that every version is fixed', { status: 'fixed' }],
    [
      'of another product that contains it',
      { products: [{ '@id': 'pkg:pypi/other', subcomponents: [{ '@id': 'pkg:pypi/demo' }] }] },
    ],
    [
      'whose subcomponent nobody can tell',
      { products: [{ '@id': 'pkg:pypi/demo', subcomponents: [{ '@id': 'urn:x' }] }] },
    ],
  ])('%s excuses nothing', (_what, change) => {
    expect(judgeWith([openVex({ ...NOT_REACHED, ...change })]).verdict).toBe('findings');
  });

  test.each([
    ['of this version in another spelling', { products: [{ '@id': 'pkg:pypi/demo@1.0.0' }] }],
    ['that this version is fixed', { status: 'fixed', products: [{ '@id': 'pkg:pypi/demo@1' }] }],
    [
      'of the product that contains it',
      {
        products: [
          { '@id': 'pkg:pypi/app@3.0', subcomponents: [{ identifiers: { purl: 'pkg:pypi/demo' } }] },
        ],
      },
    ],
    ['that names an alias', { vulnerability: { name: 'SNYK-1', aliases: ['ghsa-1'] } }],
  ])('%s excuses it', (_what, change) => {
    expect(judgeWith([openVex({ ...NOT_REACHED, ...change })]).verdict).toBe('ok');
  });

  test('is taken back by a later one, whichever stands first', () => {
    const later = { ...NOT_REACHED, status: 'affected', timestamp: '2026-06-01T02:00:00+02:00' };
    expect(judgeWith([openVex(NOT_REACHED, later)]).verdict).toBe('findings');
    expect(judgeWith([openVex(later, NOT_REACHED)]).verdict).toBe('findings');
    expect(
      judgeWith([openVex(later), openVex({ ...NOT_REACHED, timestamp: '2026-06-01T00:00:01Z' })]).verdict,
    ).toBe('ok');
  });

  test('cannot excuse a malicious package', () => {
    const malicious = advisory('MAL-1', [affected(between('0'))], { aliases: ['CVE-1'] });
    expect(judgeWith([openVex(NOT_REACHED)], malicious).verdict).toBe('findings');
  });
});

describe('a document', () => {
  const { justification: _why, ...reasonless } = NOT_REACHED;
  test.each<[string, unknown, readonly string[]]>([
    ['is no JSON', '{', ['not-json ']],
    [
      'says a member twice',
      '{"@context":"https://openvex.dev/ns/v0.2.0","author":"a","author":"b"}',
      ['duplicate-key '],
    ],
    ['is nested too deep', `${'['.repeat(100)}${']'.repeat(100)}`, ['too-deep ']],
    ['is of no known format', { author: 'x' }, ['format ']],
    ['has no author', { ...openVex(), author: undefined }, ['missing /author']],
    ['gives no reason', openVex(reasonless), ['justification /statements/0']],
    [
      'gives a reason that is none',
      openVex({ ...NOT_REACHED, justification: 'trust_me' }),
      ['justification /statements/0/justification', 'justification /statements/0'],
    ],
    ['has no such status', openVex({ ...NOT_REACHED, status: 'fine' }), ['status /statements/0/status']],
    [
      'has a time that is none',
      openVex({ ...NOT_REACHED, timestamp: 'now' }),
      ['timestamp /statements/0/timestamp'],
    ],
    [
      'names no vulnerability',
      openVex({ ...NOT_REACHED, vulnerability: 'CVE-1' }),
      ['missing /statements/0/vulnerability'],
    ],
    [
      'names a product by no purl',
      openVex({ ...NOT_REACHED, products: [{ '@id': 'urn:x' }] }),
      ['product /statements/0/products/0'],
    ],
    ['has statements that are none', openVex([]), ['wrong-type /statements/0']],
  ])('that %s is refused there: its statement is not believed', (_what, document, expected) => {
    expect(codes(document)).toEqual(expected);
    expect(judgeWith([document]).verdict).toBe('findings');
  });

  test('never makes the reader throw', () => {
    const word = fc.constantFrom(
      'statements',
      'products',
      '@id',
      'vulnerability',
      'name',
      'status',
      'document',
      'product_tree',
      'branches',
      'vulnerabilities',
      'analysis',
      'affects',
      '__proto__',
      'metadata',
      'components',
    );
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.constant('not_affected'),
        fc.constant(null),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    const head = fc.constantFrom(
      { '@context': 'https://openvex.dev/ns' },
      { bomFormat: 'CycloneDX' },
      { document: { csaf_version: '2.0', category: 'csaf_vex' } },
    );
    fc.assert(
      fc.property(head, fc.dictionary(word, tree, { maxKeys: 6 }), (start, rest) => {
        const { document } = readVex(bytes({ ...rest, ...start }), 'x');
        expect(document?.statements ?? []).toEqual([]);
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string(), (text) => void readPurl(`pkg:${text}`)));
  });
});

describe('CSAF', () => {
  const csaf = (change: object = {}) => ({
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      publisher: { category: 'vendor', name: 'Example PSIRT', namespace: 'https://example.org' },
      tracking: { current_release_date: '2026-02-02T00:00:00Z' },
    },
    product_tree: {
      branches: [
        {
          branches: [
            {
              category: 'product_version',
              product: { product_id: 'P1', product_identification_helper: { purl: 'pkg:pypi/demo@1.0' } },
            },
          ],
        },
      ],
      full_product_names: [{ product_id: 'APP', product_identification_helper: { purl: 'pkg:pypi/app' } }],
      relationships: [
        {
          category: 'default_component_of',
          product_reference: 'P1',
          relates_to_product_reference: 'APP',
          full_product_name: { product_id: 'P1inAPP' },
        },
      ],
      product_groups: [{ group_id: 'G', product_ids: ['P1', 'P1inAPP'] }],
    },
    vulnerabilities: [
      {
        cve: 'CVE-1',
        product_status: { known_not_affected: ['P1inAPP'] },
        flags: [{ label: 'vulnerable_code_not_present', group_ids: ['G'] }],
        ...change,
      },
    ],
  });

  test('of a component of the product excuses it there', () => {
    const report = judgeWith([csaf()]);
    expect(report.subjects[0]?.findings[0]?.ignored).toMatchObject({
      owner: 'Example PSIRT',
      statement: { justification: 'vulnerable_code_not_present' },
    });
  });

  test('takes an impact for a reason, and refuses to go without', () => {
    const threats = [{ category: 'impact', details: 'the parser is compiled out', product_ids: ['P1inAPP'] }];
    expect(judgeWith([csaf({ flags: [], threats })]).verdict).toBe('ok');
    expect(judgeWith([csaf({ flags: [] })]).verdict).toBe('findings');
    expect(codes(csaf({ flags: [] }))).toEqual([
      'justification /vulnerabilities/0/product_status/known_not_affected',
    ]);
  });

  test('that is no VEX, or names unknown products, says nothing', () => {
    expect(codes({ ...csaf(), document: { ...csaf().document, category: 'csaf_base' } })).toEqual([
      'format /document/category',
    ]);
    expect(codes(csaf({ product_status: { known_not_affected: ['P9'] } }))).toEqual([
      'product /vulnerabilities/0/product_status/known_not_affected',
    ]);
  });
});

describe('CycloneDX', () => {
  const cdx = (
    analysis: object,
    affects = [{ ref: 'urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#pkg:pypi/demo%401.0' }],
  ) => ({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: {
      timestamp: '2026-01-01T00:00:00Z',
      authors: [{ name: 'Example team' }],
      component: {
        type: 'application',
        name: 'app',
        'bom-ref': 'app',
        components: [{ 'bom-ref': 'inner', purl: 'pkg:pypi/demo@1.0' }],
      },
    },
    vulnerabilities: [{ id: 'CVE-1', analysis, affects }],
  });

  test('of a reference or a link excuses it', () => {
    const analysis = { state: 'not_affected', justification: 'code_not_reachable' };
    expect(judgeWith([cdx(analysis)]).subjects[0]?.findings[0]?.ignored?.owner).toBe('Example team');
    expect(judgeWith([cdx(analysis, [{ ref: 'inner' }])]).verdict).toBe('ok');
    expect(judgeWith([cdx({ state: 'false_positive', detail: 'not our code' })]).verdict).toBe('ok');
    expect(judgeWith([cdx({ state: 'resolved' })]).verdict).toBe('ok');
  });

  test('that is in triage, exploitable, without reason or without author excuses nothing', () => {
    for (const analysis of [
      { state: 'in_triage' },
      { state: 'exploitable' },
      { state: 'not_affected' },
      { state: 'not_affected', justification: 'sure' },
    ])
      expect(judgeWith([cdx(analysis)]).verdict).toBe('findings');
    expect(judgeWith([{ ...cdx({ state: 'resolved' }), metadata: {} }]).verdict).toBe('findings');
    expect(codes(cdx({ state: 'resolved' }, [{ ref: 'gone' }]))).toEqual([
      'product /vulnerabilities/0/affects/0',
    ]);
  });
});

describe('what is written', () => {
  const author = { author: 'release@example.org', timestamp: '2026-11-21T00:00:00Z' };
  test('is read again with the same meaning, and is the same for the same report', () => {
    const report = judgeWith([openVex(NOT_REACHED)]);
    for (const text of [
      writeOpenVex(report, author),
      writeCycloneDxVex(report, author),
      writeCycloneDxVex(report, author, '1.7'),
      writeCsaf(report, author),
    ]) {
      expect(judgeWith([text]).subjects[0]?.findings[0]?.ignored?.owner).toBe('release@example.org');
      expect(readVex(bytes(text), 'x').problems).toEqual([]);
    }
    expect(writeOpenVex(report, author)).toBe(writeOpenVex(judgeWith([openVex(NOT_REACHED)]), author));
  });

  test.each(['1.6', '1.7'] as const)('is valid CycloneDX %s', async (version) => {
    for (const report of [judgeWith([]), judgeWith([openVex(NOT_REACHED)])]) {
      const text = writeCycloneDxVex(report, author, version);
      const { judgements } = await validate(bytes(text), { file: 'vex.cdx.json' });
      const broken = judgements
        .filter(({ rule }) => rule.id === 'sbom/schema')
        .flatMap(({ findings }) => findings);
      expect(judgements.some(({ rule }) => rule.id === 'sbom/schema')).toBe(true);
      expect(broken.map(({ message }) => message)).toEqual([]);
    }
  });

  test('as CSAF names each flaw once, its products by status, and what to do or why not', () => {
    const [stands, excused] = [judgeWith([]), judgeWith([openVex(NOT_REACHED)])].map(
      (report) =>
        JSON.parse(writeCsaf(report, author)) as {
          readonly document: object;
          readonly vulnerabilities: readonly object[];
        },
    );
    expect(stands?.document).toMatchObject({ category: 'csaf_vex', csaf_version: '2.0' });
    expect(stands?.vulnerabilities).toMatchObject([
      {
        ids: [
          { system_name: 'CVE', text: 'CVE-1' },
          { system_name: 'GHSA', text: 'GHSA-1' },
        ],
        product_status: { known_affected: ['pkg:pypi/demo@1.0'] },
        remediations: [{ category: 'vendor_fix', product_ids: ['pkg:pypi/demo@1.0'] }],
      },
    ]);
    expect(excused?.vulnerabilities).toMatchObject([
      {
        product_status: { known_not_affected: ['pkg:pypi/demo@1.0'] },
        flags: [{ label: 'vulnerable_code_not_in_execute_path', product_ids: ['pkg:pypi/demo@1.0'] }],
      },
    ]);
    expect(excused?.vulnerabilities[0]).not.toHaveProperty('remediations');
  });

  test('says nothing of every version where a requirement leaves its version open', () => {
    const store = storeOf([FLAW]);
    const open = { text: 'demo<2', name: 'demo', location: { file: 'uv.lock' } };
    const report = judge({
      examinations: [
        examineInput(
          { ...input, accounted: [unaudited(open, 'not-pinned', 's', pypi('demo'))] },
          { assess: assessor(store), admit: admitter(store.find), status: STATUS, strict: false },
        ),
      ],
      policy: { failOn: 'medium', ignores: [] },
      rules: ruleTable(AUDIT_RULES),
      context: {
        tool: { name: 'custody', version: '0.1.0' },
        command: 'custody audit',
        today: '2026-11-21',
        facts: [],
      },
    });
    expect(report.verdict).toBe('findings');
    expect(JSON.parse(writeOpenVex(report, author))).toMatchObject({ statements: [] });
    expect(JSON.parse(writeCsaf(report, author))).toMatchObject({ document: { category: 'csaf_base' } });
    expect(writeCycloneDxVex(report, author)).toContain('CVE-1');
  });

  test('does not call a flaw that stands, or one that the policy bears, not affected', () => {
    const report = judgeWith([]);
    for (const text of [
      writeOpenVex(report, author),
      writeCycloneDxVex(report, author),
      writeCsaf(report, author),
    ]) {
      expect(text).not.toContain('not_affected');
      expect(judgeWith([text]).verdict).toBe('findings');
    }
  });
});
