import { parsePyproject, PYPROJECT_CODES, type PyprojectCode } from '@custody/python';
import { describe, expect, test } from 'vitest';
import type { ProjectView } from '../../views/project.ts';
import { builtSdist } from '../sdist/testing/view.ts';
import { type Broken, expectClaimedOnce, testFamily } from '../testing/cases.ts';
import { FILE } from '../testing/views.ts';
import { projectRules } from './index.ts';

const PROJECT = '[project]\nname = "tidewater"\nversion = "1.0.0"\n';
const BUILD = '[build-system]\nrequires = ["flit_core >=3.11"]\nbuild-backend = "flit_core.buildapi"\n';

const ofText = (text: string | Uint8Array) => async (): Promise<ProjectView> => ({
  file: FILE,
  parsed: parsePyproject(typeof text === 'string' ? new TextEncoder().encode(text) : text),
});

/** The first place in a text where these words stand. */
const placeOf = (text: string, words: string) => {
  const before = text.slice(0, text.indexOf(words)).split('\n');
  return { position: { kind: 'text', line: before.length, column: (before.at(-1) ?? '').length + 1 } };
};

/** A text that breaks one rule, where these words stand. */
const row = (what: string, id: string, text: string, words: string): Broken<ProjectView> => ({
  what,
  view: ofText(text),
  places: { [`project/${id}`]: [placeOf(text, words)] },
});
/** More keys of [project]. */
const project = (what: string, id: string, line: string, words: string) =>
  row(what, id, `${BUILD}${PROJECT}${line}\n`, words);
const at = (line: number, column: number) => [{ position: { kind: 'text', line, column } }];

const BROKEN: readonly Broken<ProjectView>[] = [
  {
    what: 'in Latin-1',
    view: ofText(Buffer.from(`${PROJECT}description = "Tid\u00e9"\n`, 'latin1')),
    places: { 'project/encoding': at(4, 19) },
  },
  {
    what: 'with a byte order mark',
    view: ofText(`\ufeff${PROJECT}`),
    places: { 'project/byte-order-mark': at(1, 1) },
  },
  {
    what: 'that is no TOML',
    view: ofText(`${PROJECT}description = Tides\n`),
    places: { 'project/toml': at(4, 15) },
    unknown: projectRules
      .map(({ rule }) => rule.id)
      .filter((id) => !/\/(?:encoding|byte-order-mark|toml|bounds)$/.test(id)),
  },
  row(
    'with a table of a tool outside of [tool]',
    'known-tables',
    `${PROJECT}[black]\nline-length = 88\n`,
    'black]',
  ),
  project('with a key that does not exist', 'known-keys', 'licence = "MIT"', 'licence ='),
  project('with a number for a list', 'types', 'keywords = 1', 'keywords ='),
  row('without a version', 'required-keys', '[project]\nname = "tidewater"\n', 'project]'),
  row('with a name that is none', 'name', PROJECT.replace('tidewater', 'tide water'), 'name ='),
  row('with a version that is none', 'version', PROJECT.replace('1.0.0', 'latest'), 'version ='),
  project('with a description of two lines', 'description', 'description = "a\\nb"', 'description ='),
  project('with a readme of no type', 'readme', 'readme = "README"', 'readme ='),
  project('for a Python that is none', 'requires-python', 'requires-python = "three"', 'requires-python ='),
  project('with a license that is none', 'license', 'license = "Nobody-1.0"', 'license ='),
  project('with a license in lower case', 'license-form', 'license = "apache-2.0"', 'license ='),
  project('with a license table', 'license-table', 'license = { text = "MIT" }', 'license ='),
  project('with license files outside', 'license-files', 'license-files = ["../LICENSE"]', '"../LICENSE"'),
  project(
    'with a license classifier beside the expression',
    'license-classifier',
    'license = "MIT"\nclassifiers = ["License :: OSI Approved"]',
    '"License ::',
  ),
  project('with an author who is none', 'people', 'authors = [{ email = "nobody" }]', 'email ='),
  project('with a classifier that is none', 'classifiers', 'classifiers = ["Sea"]', '"Sea"'),
  project('with a URL that runs a script', 'urls', 'urls = { Home = "javascript:alert(1)" }', 'Home ='),
  project('with a script that names no object', 'entry-points', 'scripts = { tide = "tide" }', 'tide ='),
  project('with a dependency that is none', 'requirements', 'dependencies = ["a b"]', '"a b"'),
  project(
    'with a dependency from a URL',
    'direct-reference',
    'dependencies = ["salt @ https://sea.example/salt.zip"]',
    '"salt @',
  ),
  project('with an extra that is no name', 'extras', 'optional-dependencies = { "a b" = [] }', '"a b" ='),
  project('with a keyword to import', 'import-names', 'import-names = ["class"]', '"class"'),
  project('with a dynamic name', 'dynamic', 'dynamic = ["name"]', '"name"'),
  row(
    'with a backend that is none',
    'build-backend',
    `${PROJECT}${BUILD.replace('flit_core.buildapi', 'flit core')}`,
    'build-backend =',
  ),
  row(
    'with a backend outside of the tree',
    'backend-path',
    `${PROJECT}${BUILD}backend-path = ["../backend"]\n`,
    '"../backend"',
  ),
  project('with a group that is no name', 'group-names', '[dependency-groups]\n"a b" = []', '"a b" ='),
  project(
    'with a group that includes none',
    'group-includes',
    '[dependency-groups]\na = [{ include-group = "b" }]',
    'a = [',
  ),
  project(
    'with a group that includes itself',
    'group-cycles',
    '[dependency-groups]\na = [{ include-group = "a" }]',
    'a = [',
  ),
];

/** Broken only past a thousand problems, below. */
const APART = 'project/bounds';

testFamily(
  projectRules.filter(({ rule }) => rule.id !== APART),
  [
    { what: 'project', view: ofText(`${BUILD}${PROJECT}license = "Apache-2.0"\n`) },
    { what: 'project that says nothing of itself', view: ofText('[tool.black]\nline-length = 88\n') },
    {
      what: 'sdist',
      view: async () => {
        const { pyproject } = (await builtSdist()).inspection;
        return {
          file: FILE,
          entry: pyproject?.path ?? '',
          parsed: pyproject?.parsed ?? parsePyproject(new Uint8Array(0)),
        };
      },
    },
  ],
  BROKEN,
);

test('a finding is known again after what stands before it has moved', async () => {
  const keysOf = async (text: string) => {
    const view = await ofText(text)();
    return projectRules.flatMap(({ judge }) => judge(view).findings.map(({ key }) => key));
  };
  const broken = `${PROJECT}requires-python = "three"\n`;
  expect(await keysOf(broken)).toEqual(['requires-python project.requires-python']);
  expect(await keysOf(`\n# moved\n${broken}`)).toEqual(await keysOf(broken));
});

test('of a file with more problems than are listed, no rule that saw none holds', async () => {
  const keys = Array.from({ length: 1100 }, (_, index) => `key-${index} = 1\n`);
  const view = await ofText(`${PROJECT}${keys.join('')}`)();
  const outcomes = projectRules.map(({ rule, judge }) => ({ id: rule.id, ...judge(view) }));
  expect(
    outcomes.flatMap(({ id, findings }) => (findings.length > 0 ? [[id, findings.length]] : [])),
  ).toEqual([
    [APART, 1],
    ['project/known-keys', 101],
  ]);
  expect(outcomes.filter(({ findings, unknowns }) => findings.length + unknowns.length === 0)).toEqual([]);
});

describe('the codes of the reader', () => {
  const viewWith = (code: string): ProjectView => ({
    file: FILE,
    entry: 'tidewater-1.0.0/pyproject.toml',
    parsed: {
      dependencyGroups: new Map(),
      tools: [],
      problems: [{ code: code as PyprojectCode, message: 'It is so.', field: 'project' }],
    },
  });

  test('each is claimed by one rule, which names the entry', () => {
    expect(Object.keys(PYPROJECT_CODES).length).toBeGreaterThan(30);
    expectClaimedOnce(projectRules, Object.keys(PYPROJECT_CODES), viewWith);
    const findings = projectRules.flatMap(({ judge }) => judge(viewWith('name')).findings);
    expect(findings).toMatchObject([
      { locations: [{ file: FILE, entry: 'tidewater-1.0.0/pyproject.toml' }] },
    ]);
  });

  test('each has the source that the reader gives for it', () => {
    const other = Object.entries(PYPROJECT_CODES).flatMap(([code, { source }]) =>
      projectRules
        .filter(({ rule, judge }) => judge(viewWith(code)).findings.length > 0 && rule.sources[0] !== source)
        .map(({ rule }) => `${code} is ${source}, ${rule.id} says ${rule.sources[0]}`),
    );
    expect(other).toEqual([]);
  });
});
