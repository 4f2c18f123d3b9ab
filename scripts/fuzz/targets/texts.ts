import {
  parseEntryPoints,
  parseLicenseExpression,
  parseMarker,
  parseMetadata,
  parsePyproject,
  parseRecord,
  parseRequirement,
  parseSdistFilename,
  parseSpecifierSet,
  parseTags,
  parseVersion,
  parseWheelFile,
  parseWheelFilename,
  replaceRows,
} from '@custody/python';
import { reopenZip, projectSources, projectWheel, toBytes, type DamageName, DAMAGES } from '@custody/testkit';
import { mutateBytes } from '../mutate/bytes.ts';
import type { FuzzTarget } from '../types.ts';

type Words = readonly [string, ...string[]];
type Seeds = readonly [Uint8Array, ...Uint8Array[]];

const textTarget = (
  name: string,
  share: number,
  seeds: Seeds,
  words: Words,
  run: (input: Uint8Array) => void,
): FuzzTarget => ({
  name,
  share,
  input: (random) => mutateBytes(random.pick(seeds), random, { others: seeds, words }),
  run,
});

/** A file of dist-info, from the sound wheel and from damaged ones. */
const distInfo = (file: string, damages: readonly DamageName[] = []): Seeds => {
  const { bytes } = projectWheel();
  const find = (wheel: Uint8Array): Uint8Array =>
    reopenZip(wheel).find(({ name }) => name.endsWith(`.dist-info/${file}`))?.content ?? new Uint8Array(0);
  return [find(bytes), ...damages.map((damage) => find(DAMAGES[damage](bytes)))];
};

const LINES = [
  '\n',
  '\r\n',
  '\r',
  '\u000b',
  '\u2028',
  '\u0085',
  '\0',
  '\ufeff',
  ' ',
  '\t',
  '"',
  ',',
] as const;

export const recordTarget = (): FuzzTarget =>
  textTarget(
    'record',
    14,
    distInfo('RECORD'),
    [...LINES, '""', ',sha256=', ',sha512=AAAA,', '=', ',,', '"a\nb",,', '../', '\\', 'sha256=\u00e9'],
    (input) => {
      const record = parseRecord(input);
      try {
        replaceRows(record, [{ kind: 'remove', path: 'tidewater/__init__.py' }]);
      } catch (error) {
        // Its documented refusal: what cannot be rewritten without changing other rows.
        if (!(error instanceof RangeError)) throw error;
      }
    },
  );

export const metadataTarget = (): FuzzTarget =>
  textTarget(
    'metadata',
    14,
    [
      ...distInfo('METADATA'),
      toBytes(
        'Metadata-Version: 2.5\nName: a\nVersion: 1\nImport-Name: a.b; private\nDynamic: License\n\nbody\n',
      ),
    ],
    [
      ...LINES,
      'Metadata-Version: 2.4\n',
      'License-Expression: MIT OR (',
      'Requires-Dist: a[b]>=1; x == "y" and (',
      'Project-URL: a, b\n',
      'Classifier: x\n',
      ': ',
      '\n ',
      '\n\n',
      '=?utf-8?q?=00?=',
      'Provides-Extra: ',
    ],
    (input) => void parseMetadata(input),
  );

export const wheelFileTarget = (): FuzzTarget =>
  textTarget(
    'wheel-file',
    8,
    distInfo('WHEEL'),
    [
      ...LINES,
      'Wheel-Version: 1.0\n',
      'Tag: py3-none-any\n',
      'Root-Is-Purelib: true\n',
      'Build: 1\n',
      ': ',
      'Tag: ',
    ],
    (input) => void parseWheelFile(input),
  );

export const entryPointsTarget = (): FuzzTarget =>
  textTarget(
    'entry-points',
    8,
    [...distInfo('entry_points.txt'), toBytes('[a]\nb = c:d [e,f]\n  more\n# comment\n')],
    [...LINES, '[console_scripts]\n', '[', ']', ' = ', 'a:b.c', ' [x]', ';', '#', '\n  '],
    (input) => void parseEntryPoints(input),
  );

export const pyprojectTarget = (): FuzzTarget =>
  textTarget(
    'pyproject',
    8,
    [
      toBytes(projectSources()['pyproject.toml'] ?? ''),
      toBytes(
        '[project]\nname = "a"\ndynamic = ["version"]\nlicense = {text = "x"}\nreadme = {file = "R", content-type = "text/plain"}\n[dependency-groups]\na = [{include-group = "b"}]\nb = ["c>=1"]\n[project.optional-dependencies]\nx = ["y"]\n',
      ),
    ],
    [
      ...LINES,
      '[project]\n',
      '[[a]]\n',
      '[a.b]\n',
      ' = ',
      '"""',
      "'''",
      '{',
      '}',
      '[',
      ']',
      '1979-05-27T07:32:00Z',
      '0x_1',
      '__proto__',
      '{include-group = "a"}',
    ],
    (input) => void parsePyproject(input),
  );

/** Everything that is one line of text: names, versions, requirements. */
export const namesTarget = (): FuzzTarget => {
  const seeds = [
    'tidewater-1.0.0-1a-cp312.cp313-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    'tidewater-1.0.0.tar.gz',
    '1!2.3.4a5.post6.dev7+local.8',
    'requests[security,tests]>=2.8.1,==2.8.*,!=2.9; python_version < "2.7" and (os_name == "nt" or extra == "x")',
    'a @ https://example.invalid/a.whl ; sys_platform == "linux"',
    '>=1,<2,!=1.5.*,~=1.2,===x',
    'MIT OR (Apache-2.0 WITH LLVM-exception AND LicenseRef-x)',
    'cp312.cp313-none-macosx_10_9_x86_64.macosx_11_0_arm64',
  ].map(toBytes);
  const [first = new Uint8Array(0), ...others] = seeds;
  return textTarget(
    'names',
    12,
    [first, ...others],
    [
      '(',
      ')',
      '.',
      '-',
      '_',
      '!',
      '+',
      '*',
      '==',
      '~=',
      ' and ',
      ' or ',
      ' OR ',
      ' not in ',
      '"',
      "'",
      '[',
      ']',
      ',',
      ';',
      '@',
      '0',
      '9999999999',
      '.post',
      'rc',
      '\u0660',
    ],
    (input) => {
      const text = new TextDecoder().decode(input);
      parseWheelFilename(text);
      parseSdistFilename(text);
      parseVersion(text);
      parseSpecifierSet(text);
      parseMarker(text);
      parseRequirement(text);
      parseTags(text);
      parseLicenseExpression(text);
    },
  );
};
