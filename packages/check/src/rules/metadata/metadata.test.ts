import type { RuleId } from '@custody/findings';
import { METADATA_CODES, type MetadataCode, parseMetadata } from '@custody/python';
import { describe, expect, test } from 'vitest';
import type { MetadataView } from '../../views/metadata.ts';
import { type Broken, expectClaimedOnce, testFamily } from '../testing/cases.ts';
import { metadataRules } from './index.ts';
import { ofSdist, ofWheel, withLines, withText } from './testing/view.ts';

const ENTRY = 'tidewater-1.0.0.dist-info/METADATA';
const EMPTY = { parsed: parseMetadata(new Uint8Array(0)) };
const PKG_INFO = 'tidewater-1.0.0/PKG-INFO';
const at = (line: number, column?: number, entry = ENTRY) => ({
  entry,
  position: { kind: 'text' as const, line, ...(column === undefined ? {} : { column }) },
});

type Row = readonly [what: string, view: () => Promise<MetadataView>, places: Broken<MetadataView>['places']];

/** The default METADATA has seven lines: Metadata-Version, Name, Version, Summary, License-Expression, License-File, Requires-Python. */
const added = (what: string, id: string, line: string): Row => [
  what,
  () => withLines(line),
  { [`metadata/${id}`]: [at(8)] },
];

const replaced = (what: string, ids: readonly string[], line: number, from: string, to: string): Row => [
  what,
  () => withText((text) => text.replace(from, to)),
  Object.fromEntries(ids.map((id) => [`metadata/${id}`, [at(line)]])),
];

const LATIN_1 = (text: string): Uint8Array => Buffer.from(text.replace('Tide', 'Tid\u00e9'), 'latin1');
const ROWS: readonly Row[] = [
  ['in Latin-1', () => withText(LATIN_1), { 'metadata/encoding': [at(4, 13)] }],
  ['with a byte order mark', () => withText((text) => `\ufeff${text}`), { 'metadata/encoding': [at(1, 1)] }],
  [
    'with a line that is no field',
    () => withText((text) => `${text}what is this\n`),
    { 'metadata/lines': [at(8, 1)] },
  ],
  [
    'with a terminal escape',
    () => withLines('Author: \u001b[2J'),
    { 'metadata/control-characters': [at(8, 9)] },
  ],
  [
    'with a lone carriage return',
    () => withLines('Author: A\rKeywords: b'),
    { 'metadata/control-characters': [at(8)] },
  ],
  added('with a second Name', 'single-use-fields', 'Name: other'),
  added('with a field of nobody', 'known-fields', 'Mood: calm'),
  added('with an empty field', 'empty-fields', 'Author:'),
  added('with Home-page', 'deprecated-fields', 'Home-page: https://tidewater.example/'),
  [
    'without a version',
    () => withText((text) => text.replace(/^Version.*\n/m, '')),
    { 'metadata/required-fields': [at(1)] },
  ],
  replaced('of metadata 9.9', ['metadata-version'], 1, '2.4', '9.9'),
  replaced('of metadata 2.6', ['metadata-version'], 1, '2.4', '2.6'),
  [
    'of metadata 2.3 with fields of 2.4',
    () => withText((text) => text.replace('2.4', '2.3')),
    { 'metadata/newer-fields': [at(5)], 'metadata/license-file-version': [at(6)] },
  ],
  replaced('with a name that is none', ['name'], 2, 'tidewater', 'tide water'),
  replaced('of another project', ['name-matches'], 2, 'tidewater', 'tidewaiter'),
  replaced('with a version that is none', ['version'], 3, '1.0.0', 'latest'),
  replaced('of another version', ['version-matches'], 3, '1.0.0', '1.0.1'),
  replaced('with a version in another spelling', ['canonical-version'], 3, '1.0.0', 'v1.0.0'),
  [
    'with a local version',
    () => ofWheel({ version: '1.0.0+cpu' }),
    { 'metadata/public-version': [at(3, undefined, 'tidewater-1.0.0+cpu.dist-info/METADATA')] },
  ],
  replaced('with a long summary', ['summary'], 4, 'Tide', 'Tide'.repeat(200)),
  replaced('with a summary of two lines', ['summary'], 4, 'Tide', 'Tide\n  and'),
  [
    'with two descriptions',
    () => ofWheel({ headers: ['Description: one'], description: 'two' }),
    { 'metadata/description-once': [at(11)] },
  ],
  added('with a description in HTML', 'description-content-type', 'Description-Content-Type: text/html'),
  added('with two licences', 'license-and-expression', 'License: MIT'),
  replaced('with a licence of nobody', ['license-expression'], 5, 'Apache-2.0', 'Nobody-1.0'),
  replaced(
    'with a "+" in the wrong place',
    ['license-expression-grammar'],
    5,
    'Apache-2.0',
    'LicenseRef-Sea+',
  ),
  replaced('with a licence in lower case', ['license-expression-form'], 5, 'Apache-2.0', 'apache-2.0'),
  replaced('with a deprecated licence', ['license-expression-form'], 5, 'Apache-2.0', 'GPL-2.0'),
  [
    'with a licence file outside',
    () => withLines('License-File: ../LICENSE'),
    { 'metadata/license-file-path': [at(8)], 'metadata/license-files-exist': [at(8)] },
  ],
  [
    'with a licence file that is not there',
    () => withLines('License-File: NOTICE'),
    { 'metadata/license-files-exist': [at(8)] },
  ],
  [
    'an sdist with a licence file that is not there',
    () => ofSdist({ headers: ['License-File: NOTICE'] }),
    { 'metadata/license-files-exist': [at(8, undefined, PKG_INFO)] },
  ],
  [
    'an sdist of another version',
    () => ofSdist({}, 'tidewater-1.0.1.tar.gz'),
    { 'metadata/version-matches': [at(3, undefined, PKG_INFO)] },
  ],
  added('with a requirement that is none', 'requirements', 'Requires-Dist: sea ware'),
  added('with an obsoleted project that is none', 'requirements', 'Obsoletes-Dist: sea ware'),
  added(
    'with a requirement from a URL',
    'direct-reference',
    'Requires-Dist: salt @ https://sea.example/salt.zip',
  ),
  replaced('for a Python that is no specifier', ['requires-python'], 7, '>=3.9', 'three'),
  added('with an extra that is no name', 'extra-name', 'Provides-Extra: a b'),
  added('with an extra not in normal form', 'extra-form', 'Provides-Extra: All_Of'),
  [
    'with an extra twice',
    () => withLines('Provides-Extra: a', 'Provides-Extra: a'),
    { 'metadata/extra-unique': [at(9)] },
  ],
  added('with an extra that nobody declares', 'extra-declared', "Requires-Dist: salt; extra == 'brine'"),
  added('with an address that is none', 'email', 'Author-email: nobody'),
  added('with a second address that is none', 'email-list', 'Author-email: a@sea.example, nobody'),
  added('with a URL that runs a script', 'url', 'Project-URL: Home, javascript:alert(1)'),
  added('with a long label', 'project-url-label', `Project-URL: ${'a'.repeat(33)}, https://sea.example/`),
  [
    'with a label twice',
    () => withLines('Project-URL: A, https://a.example/', 'Project-URL: A, https://b.example/'),
    { 'metadata/project-url-label': [at(9)] },
  ],
  added('with keywords and no commas', 'keywords', 'Keywords: tide moon sun salt'),
  added('with a dynamic name', 'dynamic', 'Dynamic: Name'),
  added('with Dynamic dynamic', 'dynamic', 'Dynamic: Dynamic'),
  [
    'with an import name that is a keyword',
    () => withText((text) => `${text.replace('2.4', '2.5')}Import-Name: class\n`),
    { 'metadata/import-name': [at(8)] },
  ],
  [
    'with an import name without its parent',
    () => withText((text) => `${text.replace('2.4', '2.5')}Import-Name: tide.water\n`),
    { 'metadata/import-name-tree': [at(8)] },
  ],
  [
    'with a licence file twice',
    () => withLines('License-File: LICENSE'),
    { 'metadata/listed-once': [at(8)] },
  ],
  [
    'with a private classifier',
    () => withLines('Classifier: Private :: Do Not Upload'),
    { 'metadata/private-classifier': [at(8)] },
  ],
  [
    'with a classifier of another form',
    () => withLines('Classifier: Sea'),
    { 'metadata/classifier-form': [at(8)] },
  ],
  [
    'with a licence classifier beside the expression',
    () => withLines('Classifier: License :: OSI Approved'),
    { 'metadata/license-classifier': [at(8)] },
  ],
];

/** These are not broken by a line of their own: one needs the index, the other a file past all bounds. */
const APART: ReadonlySet<RuleId> = new Set(['metadata/classifier-known', 'metadata/bounds']);

testFamily<MetadataView>(
  metadataRules.filter(({ rule }) => !APART.has(rule.id)),
  [
    { what: 'wheel', view: () => ofWheel() },
    { what: 'sdist', view: () => ofSdist() },
    {
      what: 'wheel under a name of equal version',
      view: () => ofWheel({}, 'tidewater-1.0-py3-none-any.whl'),
    },
  ],
  ROWS.map(([what, view, places]) => ({ what, view, places })),
);

const judge = (view: MetadataView) =>
  metadataRules.map(({ rule, judge: of }) => ({ id: rule.id, rule, ...of(view) }));

describe('what cannot be known', () => {
  test('classifiers are looked up nowhere, so that they stay unknown', async () => {
    const view = await withLines('Classifier: Topic :: Sea');
    expect(judge(view).filter(({ unknowns }) => unknowns.length > 0)).toMatchObject([
      { id: 'metadata/classifier-known', rule: { online: true }, findings: [] },
    ]);
    expect(judge(await ofWheel()).flatMap(({ unknowns }) => unknowns)).toEqual([]);
  });

  test('of a file with more problems than are listed, no rule that saw none holds', async () => {
    const view = await withLines(...Array.from({ length: 1100 }, (_, i) => `Mood-${i}: calm`));
    const outcomes = judge(view);
    const broken = outcomes.filter(({ findings }) => findings.length > 0);
    expect(broken.map(({ id, findings }) => [id, findings.length])).toEqual([
      ['metadata/bounds', 1],
      ['metadata/known-fields', 101],
    ]);
    const known = outcomes.filter(({ findings, unknowns }) => findings.length === 0 && unknowns.length === 0);
    expect(known.map(({ id }) => id)).toEqual([
      'metadata/name-matches',
      'metadata/version-matches',
      'metadata/license-files-exist',
      'metadata/classifier-known',
    ]);
  });

  test('a file whose name cannot be read is held against nothing', async () => {
    const view = await ofWheel({ distInfoName: 'tidewater-1.0.0.dist-info' }, 'tidewater.whl');
    expect(view.parsed.metadata.name).toBe('tidewater');
    expect(judge(view).flatMap(({ id, unknowns }) => (unknowns.length > 0 ? [id] : []))).toEqual([
      'metadata/name-matches',
      'metadata/version-matches',
    ]);
  });
});

describe('the codes of the reader', () => {
  const viewWith = (code: string): MetadataView => ({
    file: 'dist/fixture',
    artifact: 'wheel',
    entry: ENTRY,
    parsed: { ...EMPTY.parsed, problems: [{ code: code as MetadataCode, message: 'It is so.', line: 1 }] },
    missingLicenseFiles: [],
  });

  test('each is claimed by one rule', () => {
    expect(Object.keys(METADATA_CODES).length).toBeGreaterThan(45);
    expectClaimedOnce(metadataRules, Object.keys(METADATA_CODES), viewWith);
  });

  test('each has the source that the reader gives for it', () => {
    const other = Object.entries(METADATA_CODES).flatMap(([code, { source }]) =>
      metadataRules
        .filter(({ rule, judge: of }) => of(viewWith(code)).findings.length > 0 && rule.sources[0] !== source)
        .map(({ rule }) => `${code} is ${source}, ${rule.id} says ${rule.sources[0]}`),
    );
    expect(other).toEqual([]);
  });
});

test('findings of one rule are told apart by the value of their field', async () => {
  const view = await withLines('Requires-Dist: a b', 'Requires-Dist: c d');
  const keys = judge(view).flatMap(({ findings }) => findings.map(({ key }) => key));
  expect(keys).toEqual(['requires-dist Requires-Dist: a b', 'requires-dist Requires-Dist: c d']);
});
