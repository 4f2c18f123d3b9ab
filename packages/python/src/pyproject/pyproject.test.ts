import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePyproject } from './parse.ts';

const BUILD = '[build-system]\nrequires = ["flit_core>=3.11"]\nbuild-backend = "flit_core.buildapi"\n';
const PROJECT = '[project]\nname = "a"\nversion = "1"\n';
const parse = (text: string): ReturnType<typeof parsePyproject> => parsePyproject(Buffer.from(text, 'utf8'));
const told = (text: string): (readonly unknown[])[] =>
  parse(text).problems.map(({ code, field }) => [code, field]);

describe('parsePyproject', () => {
  test('reads how a project is built and what it says of itself', () => {
    const read = parse(
      `${BUILD}${PROJECT}license = "MIT"\nlicense-files = ["LICEN[CS]E*", "vendor/**/NOTICE"]\nreadme = "README.md"\ndependencies = ["b>1"]\n` +
        'authors = [{name = "N. N.", email = "n@example.com"}]\n[project.optional-dependencies]\nx = ["c"]\n[project.scripts]\nrun = "a:main"\n' +
        '[project.entry-points."g.h"]\np = "a.p"\n[project.urls]\nSource = "https://example.com/a"\n[tool.z]\n[tool.b]\n' +
        '[dependency-groups]\nDev_Tools = ["d", {include-group = "test"}]\ntest = ["e"]\n',
    );
    expect(read.problems).toEqual([]);
    expect(read.buildSystem).toEqual({ requires: ['flit_core>=3.11'], buildBackend: 'flit_core.buildapi' });
    expect(read.project).toMatchObject({
      name: 'a',
      version: '1',
      license: 'MIT',
      dependencies: ['b>1'],
      dynamic: [],
    });
    expect(read.project?.entryPoints).toEqual(
      new Map([
        ['console_scripts', new Map([['run', 'a:main']])],
        ['g.h', new Map([['p', 'a.p']])],
      ]),
    );
    expect(read.project?.optionalDependencies).toEqual(new Map([['x', ['c']]]));
    expect(read.dependencyGroups.get('dev-tools')).toEqual({
      name: 'Dev_Tools',
      items: [
        { kind: 'requirement', text: 'd' },
        { kind: 'include', group: 'test' },
      ],
    });
    expect(read.tools).toEqual(['b', 'z']);
  });

  test.each([
    ['a table of its own making', '[setup]\n', [['unknown-table', 'setup']]],
    ['no requires', '[build-system]\n', [['missing-key', 'build-system.requires']]],
    [
      'requires that is a string',
      '[build-system]\nrequires = "a"\n',
      [['wrong-type', 'build-system.requires']],
    ],
    [
      'a requirement that is none',
      '[build-system]\nrequires = ["a >"]\n',
      [['requirement', 'build-system.requires[0]']],
    ],
    [
      'a backend that is no reference',
      '[build-system]\nrequires = []\nbuild-backend = "a-b"\n',
      [['build-backend', 'build-system.build-backend']],
    ],
    [
      'a backend out of the tree',
      `${BUILD}backend-path = ["../x"]\n`,
      [['backend-path', 'build-system.backend-path[0]']],
    ],
    [
      'a path without backend',
      '[build-system]\nrequires = []\nbackend-path = ["."]\n',
      [['backend-path', 'build-system.backend-path']],
    ],
    ['another build key', `${BUILD}x = 1\n`, [['unknown-key', 'build-system.x']]],
    ['a project without name', '[project]\nversion = "1"\n', [['missing-key', 'project.name']]],
    ['a project without version', '[project]\nname = "a"\n', [['missing-key', 'project.version']]],
    ['a bad name', '[project]\nname = "-a"\nversion = "1"\n', [['name', 'project.name']]],
    ['a bad version', '[project]\nname = "a"\nversion = "x"\n', [['version', 'project.version']]],
    ['another project key', `${PROJECT}colour = "red"\n`, [['unknown-key', 'project.colour']]],
    ['a dynamic name', `${PROJECT}dynamic = ["name"]\n`, [['dynamic', 'project.dynamic[0]']]],
    [
      'a version both given and dynamic',
      `${PROJECT}dynamic = ["version"]\n`,
      [['dynamic', 'project.dynamic[0]']],
    ],
    ['a license that is none', `${PROJECT}license = "Nope"\n`, [['license', 'project.license']]],
    ['the license table', `${PROJECT}license = {text = "MIT"}\n`, [['license-table', 'project.license']]],
    [
      'a license pattern above',
      `${PROJECT}license-files = ["../L"]\n`,
      [['license-files', 'project.license-files[0]']],
    ],
    [
      'a license classifier',
      `${PROJECT}license = "MIT"\nclassifiers = ["License :: OSI Approved"]\n`,
      [['license-classifier', 'project.classifiers[0]']],
    ],
    ['a person of nothing', `${PROJECT}authors = [{}]\n`, [['person', 'project.authors[0]']]],
    [
      'a person without address',
      `${PROJECT}authors = [{email = "x"}]\n`,
      [['person', 'project.authors[0].email']],
    ],
    ['people that are no array', `${PROJECT}maintainers = "x"\n`, [['wrong-type', 'project.maintainers']]],
    ['a readme of unknown type', `${PROJECT}readme = "README"\n`, [['readme', 'project.readme']]],
    ['a readme table without type', `${PROJECT}readme = {file = "a.md"}\n`, [['readme', 'project.readme']]],
    [
      'a description of two lines',
      `${PROJECT}description = "a\\nb"\n`,
      [['description', 'project.description']],
    ],
    [
      'a Python that is none',
      `${PROJECT}requires-python = "3"\n`,
      [['requires-python', 'project.requires-python']],
    ],
    [
      'a dependency at a URL',
      `${PROJECT}dependencies = ["a @ https://a.example/a.whl"]\n`,
      [['requirement-url', 'project.dependencies[0]']],
    ],
    [
      'two spellings of an extra',
      `${PROJECT}[project.optional-dependencies]\na-b = []\nA_B = []\n`,
      [['extra', 'project.optional-dependencies.A_B']],
    ],
    [
      'scripts in entry-points',
      `${PROJECT}[project.entry-points.console_scripts]\na = "a:b"\n`,
      [['entry-point', 'project.entry-points.console_scripts']],
    ],
    ['a script that is a module', `${PROJECT}scripts = {a = "a"}\n`, [['entry-point', 'project.scripts.a']]],
    ['a URL that is none', `${PROJECT}urls = {a = "x"}\n`, [['url', 'project.urls.a']]],
    [
      'an import name that is none',
      `${PROJECT}import-names = ["a-b"]\n`,
      [['import-name', 'project.import-names[0]']],
    ],
    [
      'a name in both import lists',
      `${PROJECT}import-names = ["a"]\nimport-namespaces = ["a"]\n`,
      [['import-name', 'project.import-namespaces[0]']],
    ],
    [
      'two spellings of a group',
      '[dependency-groups]\na-b = []\nA_B = []\n',
      [['group-name', 'dependency-groups.A_B']],
    ],
    [
      'an include that leads nowhere',
      '[dependency-groups]\na = [{include-group = "b"}]\n',
      [['group-include', 'dependency-groups.a']],
    ],
    [
      'another kind of include',
      '[dependency-groups]\na = [{set-phasers-to = "stun"}]\n',
      [['group-include', 'dependency-groups.a[0]']],
    ],
    [
      'a circle of includes',
      '[dependency-groups]\na = [{include-group = "b"}]\nb = [{include-group = "A"}]\n',
      [['group-cycle', 'dependency-groups.b']],
    ],
    [
      'a group that includes itself',
      '[dependency-groups]\na = [{include-group = "a"}]\n',
      [['group-cycle', 'dependency-groups.a']],
    ],
  ])('reports %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test('takes a list that is given and dynamic, and groups that share an include', () => {
    expect(told(`${PROJECT}dependencies = []\ndynamic = ["dependencies"]\n`)).toEqual([]);
    expect(
      told(
        '[dependency-groups]\na = [{include-group = "c"}]\nb = [{include-group = "c"}, {include-group = "a"}]\nc = []\n',
      ),
    ).toEqual([]);
  });

  test('says where each problem stands', () => {
    const text = [
      '# the project',
      '[project]',
      'version = "x"',
      'dependencies = [',
      '  1, "a", "b >",',
      ']',
      'scripts = { "a.b" = "-" }',
      '[[project.authors]]',
      'name = "A"',
      '[[project.authors]]',
      'email = "nobody"',
      '[dependency-groups]',
      'Dev_x = ["c", "d >", {include-group = "none"}]',
    ].join('\n');
    expect(parse(text).problems.map(({ field, line, column }) => [field, line, column])).toEqual([
      ['project.dependencies[0]', 5, 3],
      ['project.name', 2, 2],
      ['project.version', 3, 1],
      ['project.authors[1].email', 11, 1],
      ['project.dependencies[2]', 5, 11],
      ['project.scripts.a.b', 7, 13],
      ['dependency-groups.Dev_x[1]', 13, 15],
      ['dependency-groups.Dev_x', 13, 1],
    ]);
  });

  test('says only the line where the file is no UTF-8, and counts no byte order mark', () => {
    const [, ...latin] = parsePyproject(Buffer.from('[project]\n"\xe9" = 1\n', 'latin1')).problems;
    expect(latin.map(({ line, column }) => [line, column])).toEqual([
      [2, undefined],
      [1, undefined],
      [1, undefined],
    ]);
    expect(parse('\ufeff[x]\n').problems.at(-1)).toMatchObject({ field: 'x', line: 1, column: 2 });
  });

  test('says where the TOML breaks', () => {
    expect(parse('[project]\nname = \n').problems[0]).toMatchObject({ code: 'toml-syntax', line: 2 });
    expect(parse('a = 1\na = 2\n').problems[0]).toMatchObject({ code: 'toml-syntax', line: 2 });
    expect(parse(`a = ${'['.repeat(100_000)}`).problems[0]).toMatchObject({ code: 'toml-syntax' });
  });

  test('takes no key for what every object has', () => {
    const read = parse(
      '[dependency-groups]\n__proto__ = ["x"]\nconstructor = ["a"]\n[tool.__proto__]\nx = 1\n',
    );
    expect([...read.dependencyGroups.keys()]).toContain('constructor');
    expect(read.problems.map(({ code }) => code)).toEqual(['group-name']);
    expect(read.tools).toEqual(['__proto__']);
  });

  test('does not expand includes', () => {
    const groups = Array.from(
      { length: 60 },
      (_, i) => `g${i + 1} = [{include-group = "g${i}"}, {include-group = "g${i}"}]\n`,
    );
    expect(told(`[dependency-groups]\ng0 = ["a"]\n${groups.join('')}`)).toEqual([]);
  });

  test('never throws', () => {
    const part = fc.constantFrom(
      '[project]\n',
      '[dependency-groups]\n',
      '[build-system]\n',
      'name = ',
      'version = ',
      'license = ',
      'a = ',
      'requires = ',
      'urls = ',
      'authors = ',
      '"x"\n',
      '1\n',
      '[]\n',
      '{}\n',
      '[{}]\n',
      '1979-05-27\n',
      '[["a"]]\n',
      'true\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => void parse(parts.join(''))),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array(), (data) => void parsePyproject(data)));
  });
});
