import { describe, expect, test } from 'vitest';
import type { ProfileName } from '../profiles/registry.ts';
import { SBOM_DOCUMENT_RULES } from './all.ts';
import { validate } from '../validate/validate.ts';
import type { ValidateOptions } from '../validate/types.ts';

type Draft = Record<string, unknown>;

const component = (name: string, more: Draft = {}): Draft => ({
  type: 'library',
  'bom-ref': name,
  name,
  version: '1',
  purl: `pkg:generic/${name}@1`,
  ...more,
});

const sound = (more: Draft = {}, metadata: Draft = {}): Draft => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-51f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-01-02T03:04:05Z',
    tools: { components: [{ type: 'application', name: 'custody', version: '1' }] },
    component: component('root', { purl: 'pkg:pypi/root@1' }),
    ...metadata,
  },
  components: [component('z')],
  dependencies: [{ ref: 'root', dependsOn: ['z'] }],
  ...more,
});

const bytesOf = (document: Draft | string | Uint8Array): Uint8Array =>
  document instanceof Uint8Array
    ? document
    : new TextEncoder().encode(
        typeof document === 'string' ? document : JSON.stringify(document, undefined, 1),
      );

/** Every finding as `rule severity line message`. */
const seen = async (document: Draft | string | Uint8Array, options: Partial<ValidateOptions> = {}) => {
  const { judgements } = await validate(bytesOf(document), { file: 'a.json', ...options });
  return judgements.flatMap(({ findings }) =>
    findings.map(({ rule, severity, locations: [{ position }], message }) => {
      const line = position?.kind === 'text' ? position.line : '-';
      return `${rule.id} ${severity ?? rule.severity} ${line} ${message}`;
    }),
  );
};

const SPDX = {
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'd',
  documentNamespace: 'https://spdx.org/spdxdocs/d-3e671687-395b-51f5-a30f-a58921a69b79',
  creationInfo: { created: '2026-01-02T03:04:05Z', creators: ['Tool: custody-1'] },
  packages: [
    {
      SPDXID: 'SPDXRef-a',
      name: 'a',
      versionInfo: '1',
      downloadLocation: 'NOASSERTION',
      externalRefs: [
        { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:pypi/a@1' },
      ],
    },
  ],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-a' },
  ],
};

describe('each rule', () => {
  test('holds for a sound document of either standard', async () => {
    expect(await seen(sound())).toEqual([]);
    expect(await seen(SPDX)).toEqual([]);
  });

  test.each<[string, Draft | string, readonly string[]]>([
    [
      'sbom/strict-json',
      `{"a":1,${JSON.stringify(sound()).slice(1, -1)},"version":1}`,
      ['high', 'written twice'],
    ],
    ['sbom/strict-json', `\uFEFF${JSON.stringify(sound())}`, ['high', 'byte order mark']],
    ['sbom/strict-json', '{"bomFormat":', ['high 1', 'not JSON']],
    ['sbom/is-sbom', '{"a":1}', ['medium', 'no SBOM']],
    ['sbom/is-sbom', '[]', ['no object']],
    ['sbom/is-sbom', 'hello', ['neither JSON']],
    ['sbom/known-format', sound({ specVersion: '9.9' }), ['info', 'CycloneDX 9.9']],
    [
      'sbom/known-format',
      '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}',
      ['version 3.0.1'],
    ],
    [
      'sbom/known-format',
      '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.5">',
      ['XML, version 1.5'],
    ],
    ['sbom/known-format', 'SPDXVersion: SPDX-2.2\nDataLicense: CC0-1.0\n', ['tag-value form, version 2.2']],
    ['sbom/schema', sound({ nonsense: 1 }), ['high', '"nonsense"']],
    [
      'sbom/schema',
      sound({ components: [component('z', { hashes: [{ alg: 'SHA-256', content: 'xyz' }] })] }),
      ['"xyz"'],
    ],
    [
      'sbom/schema',
      sound({ externalReferences: [{ type: 'vcs', url: 'not a url' }] }),
      ['medium', 'iri-reference'],
    ],
    [
      'sbom/schema',
      sound({ components: [component('z', { licenses: [{ license: { id: 'Nonsense-1.0' } }] })] }),
      ['"Nonsense-1.0"'],
    ],
    ['sbom/timestamp', sound({}, { timestamp: undefined }), ['low', 'no timestamp']],
    [
      'sbom/timestamp',
      { ...SPDX, creationInfo: { created: 'yesterday', creators: ['Tool: x'] } },
      ['"yesterday"'],
    ],
    ['sbom/tool', sound({}, { tools: undefined }), ['low', 'no tool']],
    ['sbom/primary-component', sound({}, { component: undefined }), ['low', 'does not say']],
    [
      'sbom/unique-refs',
      sound({ components: [component('z'), component('z')] }),
      ['medium', '"z" is given more than once'],
    ],
    [
      'sbom/unique-refs',
      sound({ components: [component('root', { purl: 'pkg:pypi/root@1' }), component('z')] }),
      ['info', 'among the components too'],
    ],
    [
      'sbom/refs-resolve',
      sound({ dependencies: [{ ref: 'root', dependsOn: ['z', 'y'] }] }),
      ['medium', '"y" names nothing'],
    ],
    [
      'sbom/refs-resolve',
      {
        ...SPDX,
        relationships: [
          ...SPDX.relationships,
          { spdxElementId: 'SPDXRef-a', relationshipType: 'DEPENDS_ON', relatedSpdxElement: 'SPDXRef-b' },
        ],
      },
      ['SPDXRef-b'],
    ],
    ['sbom/reachable-components', sound({ dependencies: [] }), ['low', '"z" cannot be reached']],
    [
      'sbom/component-identity',
      sound({ components: [component('z', { version: undefined, purl: undefined })] }),
      ['low', 'no version, no identifier'],
    ],
    [
      'sbom/component-identity',
      sound({ components: [component('z', { type: 'file', version: undefined, purl: undefined })] }),
      ['low', 'has no hash'],
    ],
    [
      'sbom/component-identity',
      sound({
        components: [
          component('z', {
            type: 'file',
            version: undefined,
            purl: undefined,
            hashes: [{ alg: 'SHA-1', content: 'a'.repeat(40) }],
          }),
        ],
      }),
      ['low', 'no hash of SHA-256 or stronger'],
    ],
    ...(['complete', 'not_specified'] as const).map((aggregate): [string, Draft, readonly string[]] => [
      'sbom/component-identity',
      sound({
        components: [component('z', { version: undefined })],
        compositions: [{ aggregate, assemblies: ['z'] }],
      }),
      ['low', 'has no version'],
    ]),
    [
      'sbom/component-identity',
      sound({
        components: [component('z', { version: undefined })],
        compositions: [{ aggregate: 'unknown', assemblies: ['root'], dependencies: ['z'] }],
      }),
      ['low', 'has no version'],
    ],
    [
      'sbom/canonical-purl',
      sound({ components: [component('z', { purl: 'pkg:pypi/Z_z@1' })] }),
      ['low', 'pkg:pypi/z-z@1'],
    ],
    [
      'sbom/canonical-purl',
      sound({ components: [component('z', { purl: 'nonsense' })] }),
      ['medium', 'is no purl'],
    ],
    [
      'sbom/canonical-purl',
      sound({ components: [component('z', { purl: 'pkg:generic/z@1?u=a/b' })] }),
      ['info', 'a%2Fb'],
    ],
    [
      'sbom/private-paths',
      sound({ components: [component('z', { description: 'file:///home/someone/src' })] }),
      ['medium', 'home directory'],
    ],
    [
      'sbom/private-paths',
      sound({ components: [component('z', { description: 'C:\\Users\\someone\\x' })] }),
      ['medium', 'home directory'],
    ],
    [
      'sbom/private-paths',
      sound({ components: [component('z', { description: '/home/runner/work/x' })] }),
      ['low', 'machine'],
    ],
    [
      'sbom/secrets',
      sound({ components: [component('z', { description: `ghp_${'a'.repeat(36)}` })] }),
      ['critical', 'GitHub token'],
    ],
    [
      'sbom/secrets',
      sound({ components: [component('z', { description: `pypi-AgEIcHlwaS5vcmc${'a'.repeat(60)}` })] }),
      ['critical', 'PyPI token'],
    ],
    [
      'sbom/secrets',
      sound({ externalReferences: [{ type: 'vcs', url: 'https://me:secret@example.org/x' }] }),
      ['critical', 'credentials in a URL'],
    ],
    [
      'sbom/reproducible',
      sound({ serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79' }),
      ['info', 'random'],
    ],
  ])('%s finds what is wrong in %j', async (id, document, words) => {
    const mine = (await seen(document)).filter((line) => line.startsWith(`${id} `));
    expect(mine).toHaveLength(1);
    for (const word of words) expect(mine[0]).toContain(word);
  });

  test('never repeats a secret that it found', async () => {
    const token = `ghp_${'q'.repeat(36)}`;
    expect(
      (await seen(sound({ components: [component('z', { description: token })] }))).join(),
    ).not.toContain(token);
  });

  test.each(['https://example.org/home/page/x', 'see /homeless', 'a/tmp/x', 'https://example.org/Users/x'])(
    'leaves %j alone, which tells no path of a machine',
    async (description) => {
      expect(await seen(sound({ components: [component('z', { description })] }))).toEqual([]);
    },
  );

  test('is on the list, once, with an id of its own', () => {
    const ids = SBOM_DOCUMENT_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^sbom\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });
});

describe('a component without version and identifier', () => {
  test.each(['unknown', 'incomplete', 'incomplete_third_party_only'])(
    'is no gap where a composition says "%s" of it',
    async (aggregate) => {
      const components = [component('z', { version: undefined, purl: undefined })];
      expect(await seen(sound({ components }))).toHaveLength(1);
      expect(await seen(sound({ components, compositions: [{ aggregate, assemblies: ['z'] }] }))).toEqual([]);
    },
  );

  test('is none where it is a file with a strong hash', async () => {
    const hashes = [{ alg: 'SHA-256', content: 'a'.repeat(64) }];
    const file = component('z', { type: 'file', version: undefined, purl: undefined, hashes });
    expect(await seen(sound({ components: [file] }))).toEqual([]);
  });
});

describe('a credential', () => {
  test.each([
    'https://tidelift.com/subscription/pkg/pypi-jsonschema-specifications?utm_medium=referral',
    'the package pypi-attestations-with-a-long-name',
  ])('is not seen in %j', async (description) => {
    expect(await seen(sound({ components: [component('z', { description })] }))).toEqual([]);
  });
});

describe('the artifact that a document should describe', () => {
  test('may be more than what the document speaks of: a crate is a part of it', async () => {
    const crate = sound({}, { component: component('root', { purl: 'pkg:cargo/other@9' }) });
    const found = await seen(crate, { subject: { name: 'root', version: '1' } });
    expect(found.filter((line) => line.startsWith('sbom/primary-component'))).toEqual([
      expect.stringContaining('is a part of the artifact'),
    ]);
    expect(found.join()).toContain('sbom/primary-component info');
  });

  test('is compared by normalised name, version and file', async () => {
    const subject = { name: 'root', version: '1', fileName: 'root-1-py3-none-any.whl' };
    expect(await seen(sound(), { subject })).toEqual([]);
    const found = await seen(sound(), { subject: { ...subject, name: 'other', version: '2' } });
    expect(found.filter((line) => line.startsWith('sbom/primary-component high'))).toHaveLength(2);
    const named = sound({}, { component: component('root', { purl: 'pkg:pypi/root@1?file_name=else.whl' }) });
    expect((await seen(named, { subject })).join()).toContain('"else.whl"');
  });

  test('was made under the SOURCE_DATE_EPOCH given', async () => {
    expect(await seen(sound(), { sourceDateEpoch: '1767323045' })).toEqual([]);
    expect((await seen(sound(), { sourceDateEpoch: '1' })).join()).toContain('sbom/reproducible low');
  });
});

describe('profiles', () => {
  const missing = async (profile: ProfileName, document: Draft): Promise<readonly string[]> =>
    (await seen(document, { profiles: [profile] })).map(
      (line) => /lacks: ([^(]+) \(/.exec(line)?.[1] ?? line,
    );

  test('name every element that is missing, once', async () => {
    expect(await missing('ntia', sound())).toEqual(['Author of SBOM Data', 'Supplier Name']);
    expect(await missing('cisa-2025', sound())).toEqual([
      'SBOM Author',
      'SBOM Generation Context',
      'Software Producer',
      'Component Hash',
      'License',
    ]);
    expect(
      await missing('bsi-2.1', sound({ vulnerabilities: [{ id: 'CVE-2026-1' }] })),
    ).toMatchInlineSnapshot(`
      [
        "Creator of the SBOM, with an e-mail address or URL",
        "No vulnerability information",
        "Component creator, with an e-mail address or URL",
        "Filename of the component",
        "Distribution licences",
        "SHA-512 of the deployable component",
        "Property "executable"",
        "Property "archive"",
        "Property "structured"",
      ]
    `);
  });

  test.each(['ntia', 'cisa-2025'] as const)(
    '%s takes the hash of a file for its identifier, a strong one only, and says what to give for the rest',
    async (profile) => {
      const file = (alg: string, digits: number) =>
        component('z', { type: 'file', purl: undefined, hashes: [{ alg, content: 'a'.repeat(digits) }] });
      const identifiers = profile === 'ntia' ? 'Other Unique Identifiers' : 'Software Identifiers';
      expect(await missing(profile, sound({ components: [file('SHA-256', 64)] }))).not.toContain(identifiers);
      expect(await missing(profile, sound({ components: [file('SHA-1', 40)] }))).toContain(identifiers);
      const library = component('z', {
        purl: undefined,
        hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
      });
      expect(await missing(profile, sound({ components: [library] }))).toContain(identifiers);
      const unsaid = component('z', { type: 'file', purl: undefined, version: undefined });
      const { judgements } = await validate(bytesOf(sound({ components: [unsaid] })), {
        file: 'a.json',
        profiles: [profile],
      });
      const todos = judgements
        .flatMap(({ findings }) => findings)
        .filter(({ message }) => message.includes(' lacks: '))
        .map(({ todo }) => todo ?? '');
      expect(todos.length).toBeGreaterThan(3);
      expect(new Set(todos).size).toBe(todos.length);
      for (const word of ['--author', 'SHA-256', 'Maintainer', 'version'])
        expect(todos.join()).toContain(word);
    },
  );

  test('hold for a document that has everything', async () => {
    const full = {
      supplier: { name: 'S', url: ['https://s.example'] },
      hashes: [{ alg: 'SHA-512', content: 'a'.repeat(128) }],
      licenses: [{ expression: 'MIT' }],
      properties: ['filename', 'executable', 'archive', 'structured'].map((name) => ({
        name: `bsi:component:${name}`,
        value: 'x',
      })),
    };
    const document = sound(
      { components: [component('z', full)] },
      {
        authors: [{ name: 'A', email: 'a@example.org' }],
        lifecycles: [{ phase: 'build' }],
        component: component('root', { purl: 'pkg:pypi/root@1', ...full }),
      },
    );
    expect(await seen(document, { profiles: ['ntia', 'cisa-2025', 'bsi-2.1'] })).toEqual([]);
  });

  test('stay unknown where the document cannot be read', async () => {
    const { judgements } = await validate(bytesOf('<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>'), {
      file: 'a.xml',
      profiles: ['ntia'],
    });
    expect(judgements.flatMap(({ unknowns }) => unknowns.map(({ rule }) => rule.id))).toEqual(['sbom/ntia']);
  });
});

describe('hostile documents', () => {
  test('with very many faults are judged in time, and what is not listed is counted', async () => {
    const components = Array.from({ length: 20_000 }, () => ({
      type: 'library',
      name: '',
      purl: 'x',
      'bom-ref': 'same',
    }));
    const start = performance.now();
    const { judgements } = await validate(bytesOf(sound({ components })), { file: 'a.json' });
    const purls = judgements.find(({ rule }) => rule.id === 'sbom/canonical-purl')?.findings ?? [];
    expect(purls).toHaveLength(100);
    expect(purls.at(-1)?.message).toContain('and 19900 more findings of this rule are not listed');
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test('with a quarter of a million members that no schema knows are judged, not a crash', async () => {
    const strange = Object.fromEntries(Array.from({ length: 250_000 }, (_, index) => [`m${index}`, 0]));
    expect((await seen(sound(strange))).join()).toContain('sbom/schema high');
  });

  test('made of anything never make a rule throw', async () => {
    const odd: readonly unknown[] = [null, 1, 'x', [], [[]], {}, [null], [1], ['x'], [{}]];
    for (const value of odd)
      for (const member of [
        'metadata',
        'components',
        'dependencies',
        'compositions',
        'vulnerabilities',
        'annotations',
      ]) {
        await validate(bytesOf(sound({ [member]: value })), {
          file: 'a.json',
          profiles: ['ntia', 'cisa-2025', 'bsi-2.1'],
        });
      }
    for (const value of odd)
      for (const member of [
        'packages',
        'files',
        'relationships',
        'creationInfo',
        'hasExtractedLicensingInfos',
        'documentDescribes',
      ])
        await validate(bytesOf({ ...SPDX, [member]: value }), { file: 'a.json', profiles: ['ntia'] });
  });
});
