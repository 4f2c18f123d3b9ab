import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMetadata } from './parse.ts';

const HEAD = 'Metadata-Version: 2.5\nName: Beagle.Vote\nVersion: 1.0\n';
const parse = (text: string): ReturnType<typeof parseMetadata> => parseMetadata(Buffer.from(text, 'utf8'));
const told = (text: string): (readonly unknown[])[] =>
  parse(text).problems.map(({ code, line }) => [code, line]);

describe('parseMetadata', () => {
  test('reads fields, lists and the description after them', () => {
    const read = parse(
      `${HEAD}Summary: A module for votes\nKeywords: dog, puppy,voting\nLicense-Expression: MIT\nLicense-File: LICENSE\nLicense-File: licenses/é.txt\n` +
        'Project-URL: Source, https://example.com/a,b\nImport-Name: beagle\nImport-Name: _b ; private\n\n# Votes\r\n\nfor all\n',
    );
    expect(read.problems).toEqual([]);
    expect(read.metadata).toMatchObject({
      metadataVersion: '2.5',
      name: 'Beagle.Vote',
      version: '1.0',
      keywords: ['dog', 'puppy', 'voting'],
      licenseFiles: ['LICENSE', 'licenses/é.txt'],
      projectUrls: [{ label: 'Source', url: 'https://example.com/a,b', line: 9 }],
      importNames: ['beagle', '_b ; private'],
      description: '# Votes\r\n\nfor all\n',
    });
  });

  test('reads a description folded into its field', () => {
    expect(parse(`${HEAD}Description: One\n        |\n        |  two\n`).metadata.description).toBe(
      'One\n\n  two',
    );
    expect(parse(`${HEAD}Description: One\n        two\n`).metadata.description).toBe('One\ntwo');
  });

  test('knows no field names that an object has', () => {
    expect(told(`${HEAD}constructor: x\n__proto__: y\n`)).toEqual([
      ['unknown-field', 4],
      ['unknown-field', 5],
    ]);
  });

  test.each([
    ['a byte order mark', `\ufeff${HEAD}`, [['byte-order-mark', 1]]],
    [
      'a NUL',
      HEAD.replace('Vote', 'Vo\0te'),
      [
        ['control-character', 2],
        ['invalid-name', 2],
      ],
    ],
    ['a lone carriage return', HEAD.replace('\nName', '\rName'), [['bare-carriage-return', 1]]],
    ['a line that is no field', `${HEAD}no field\nSummary: x\n`, [['malformed-line', 4]]],
    [
      'nothing',
      '',
      [
        ['missing-field', 1],
        ['missing-field', 1],
        ['missing-field', 1],
      ],
    ],
    ['a requirement that is none', `${HEAD}Requires-Dist: a >\n`, [['requires-dist', 4]]],
    [
      'a requirement at a URL',
      `${HEAD}Requires-Dist: a @ https://a.example/a.whl\n`,
      [['requires-dist-url', 4]],
    ],
    [
      'an extra that nobody declares',
      `${HEAD}Requires-Dist: a; extra == "Big_one"\n`,
      [['undeclared-extra', 4]],
    ],
    ['a Python that is no specifier', `${HEAD}Requires-Python: 3\n`, [['requires-python', 4]]],
    ['a provided thing that is none', `${HEAD}Provides-Dist: a b\n`, [['distribution-requirement', 4]]],
    ['an unknown field', `${HEAD}Colour: red\n`, [['unknown-field', 4]]],
    ['a field twice', `${HEAD}Summary: a\nsummary: b\n`, [['duplicate-field', 5]]],
    [
      'a field of a later version',
      HEAD.replace('2.5', '2.3') + 'License-File: a\n',
      [['license-file-early', 4]],
    ],
    [
      'an import name of a later version',
      HEAD.replace('2.5', '2.4') + 'Import-Name: a\n',
      [['newer-field', 4]],
    ],
    ['an ended field', `${HEAD}Home-page: https://example.com\n`, [['deprecated-field', 4]]],
    ['an empty field', `${HEAD}Summary:\n`, [['empty-field', 4]]],
    ['a version that never was', HEAD.replace('2.5', '2.0'), [['metadata-version', 1]]],
    ['a version that PyPI does not take', HEAD.replace('2.5', '2.6'), [['metadata-version-not-on-pypi', 1]]],
    ['a blank after the name', HEAD.replace('Vote', 'Vote '), [['invalid-name', 2]]],
    ['a bad name', HEAD.replace('Beagle', '-eagle'), [['invalid-name', 2]]],
    ['a bad version', HEAD.replace('1.0', 'one'), [['invalid-version', 3]]],
    ['a version in another form', HEAD.replace('1.0', 'v1.0'), [['version-not-canonical', 3]]],
    ['a local version', HEAD.replace('1.0', '1.0+cu1'), [['local-version', 3]]],
    ['a summary of two lines', `${HEAD}Summary: a\n  b\n`, [['summary-lines', 4]]],
    ['a long summary', `${HEAD}Summary: ${'a'.repeat(513)}\n`, [['summary-length', 4]]],
    ['two descriptions', `${HEAD}Description: a\n\nb\n`, [['description-twice', 6]]],
    [
      'an unknown content type',
      `${HEAD}Description-Content-Type: text/html\n`,
      [['description-content-type', 4]],
    ],
    [
      'another charset',
      `${HEAD}Description-Content-Type: text/plain; charset=latin1\n`,
      [['description-content-type', 4]],
    ],
    [
      'another variant',
      `${HEAD}Description-Content-Type: text/markdown; variant=MD\n`,
      [['description-content-type', 4]],
    ],
    ['both licenses', `${HEAD}License: MIT\nLicense-Expression: MIT\n`, [['license-and-expression', 4]]],
    ['an unknown license', `${HEAD}License-Expression: Nope\n`, [['license-expression', 4]]],
    ['a license in another case', `${HEAD}License-Expression: mit\n`, [['license-expression-case', 4]]],
    ['an old license', `${HEAD}License-Expression: GPL-2.0\n`, [['license-expression-deprecated', 4]]],
    ['a license file above', `${HEAD}License-File: ../LICENSE\n`, [['license-file-path', 4]]],
    ['an absolute license file', `${HEAD}License-File: /LICENSE\n`, [['license-file-path', 4]]],
    ['a license file with a backslash', `${HEAD}License-File: a\\LICENSE\n`, [['license-file-path', 4]]],
    ['a license pattern', `${HEAD}License-File: LICEN*\n`, [['license-file-path', 4]]],
    ['a license file twice', `${HEAD}License-File: a\nLicense-File: a\n`, [['license-file-duplicate', 5]]],
    [
      'a license classifier',
      `${HEAD}License-Expression: MIT\nClassifier: License :: OSI Approved\n`,
      [['license-classifier', 5]],
    ],
    ['a private classifier', `${HEAD}Classifier: Private :: Do Not Upload\n`, [['private-classifier', 4]]],
    ['a classifier of one part', `${HEAD}Classifier: Beta\n`, [['classifier-shape', 4]]],
    ['a classifier twice', `${HEAD}Classifier: A :: B\nClassifier: A :: B\n`, [['classifier-duplicate', 5]]],
    ['no address', `${HEAD}Author-email: nobody\n`, [['email', 4]]],
    ['a reserved domain', `${HEAD}Author-email: me@localhost.local\n`, [['email', 4]]],
    ['a bad second address', `${HEAD}Author-email: "B, C" <b@example.com>, c@\n`, [['email-further', 4]]],
    ['another scheme', `${HEAD}Project-URL: a, ftp://example.com\n`, [['url', 4]]],
    ['a blank in a URL', `${HEAD}Project-URL: a, https://example.com/a b\n`, [['url', 4]]],
    ['a URL without label', `${HEAD}Project-URL: , https://example.com\n`, [['project-url-label', 4]]],
    [
      'a long label',
      `${HEAD}Project-URL: ${'a'.repeat(33)}, https://example.com\n`,
      [['project-url-label', 4]],
    ],
    [
      'a label twice',
      `${HEAD}Project-URL: a, https://a.example\nProject-URL: a, https://b.example\n`,
      [['project-url-duplicate', 5]],
    ],
    ['keywords without commas', `${HEAD}Keywords: dog puppy voting\n`, [['keywords-separator', 4]]],
    ['a dynamic name', `${HEAD}Dynamic: Name\n`, [['dynamic', 4]]],
    ['an unknown dynamic field', `${HEAD}Dynamic: Colour\n`, [['dynamic', 4]]],
    ['dynamic itself', `${HEAD}Dynamic: Dynamic\n`, [['dynamic-unlisted', 4]]],
    ['an extra that is no name', `${HEAD}Provides-Extra: -a\n`, [['provides-extra', 4]]],
    ['an extra in another form', `${HEAD}Provides-Extra: A_b\n`, [['provides-extra-form', 4]]],
    [
      'an extra twice',
      `${HEAD}Provides-Extra: a-b\nProvides-Extra: a.b\n`,
      [
        ['provides-extra-form', 5],
        ['provides-extra-duplicate', 5],
      ],
    ],
    ['an import name that is none', `${HEAD}Import-Name: a-b\n`, [['import-name', 4]]],
    ['a keyword', `${HEAD}Import-Name: class\n`, [['import-name', 4]]],
    ['another word than private', `${HEAD}Import-Name: a; public\n`, [['import-name', 4]]],
    ['a name in both lists', `${HEAD}Import-Name: a\nImport-Namespace: a\n`, [['import-name-ambiguous', 5]]],
    ['a name without its parent', `${HEAD}Import-Name: a.b\n`, [['import-name-parent', 4]]],
    [
      'an empty namespace',
      `${HEAD}Import-Namespace:\n`,
      [
        ['empty-field', 4],
        ['import-name', 4],
      ],
    ],
  ])('reports %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test('lets an empty Import-Name say that there are none', () => {
    const read = parse(`${HEAD}Import-Name:\n`);
    expect(read.problems).toEqual([]);
    expect(read.metadata.importNames).toEqual([]);
  });

  test('reports bytes that are not UTF-8 with their place', () => {
    const bytes = Buffer.concat([Buffer.from(`${HEAD}Author: `), Buffer.from([0xe9, 0x0a])]);
    expect(parseMetadata(bytes).problems[0]).toMatchObject({ code: 'not-utf8', line: 4, column: 9 });
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => void parseMetadata(data)));
  });

  test('is linear in hostile values', () => {
    const values = [
      ' '.repeat(200_000),
      'a,'.repeat(100_000),
      '<'.repeat(200_000),
      'a.'.repeat(100_000),
      '%'.repeat(200_000),
      '"'.repeat(199_999),
    ];
    const fields = [
      'Author-email',
      'Project-URL',
      'Keywords',
      'License-Expression',
      'Import-Name',
      'Version',
      'Name',
      'Requires-Dist',
      'Requires-Python',
      'Description-Content-Type',
      'Classifier',
      'License-File',
    ];
    const started = performance.now();
    for (const value of values) parse(HEAD + fields.map((name) => `${name}: x${value}y\n`).join(''));
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
