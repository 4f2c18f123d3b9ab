import {
  buildElf,
  buildWheel,
  projectWheelOptions,
  type WheelOptions,
  wheelFileName,
} from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../bill/types.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { validate } from '../validate/validate.ts';
import { serialise } from '../write/serialise.ts';
import { generateFromWheel, type GenerateWheelOptions } from './generate.ts';
import { inspectWheelContents } from './inspect.ts';
import { wheelSource } from './testing/source.ts';

const FIXED = { timestamp: '2026-01-02T03:04:05Z', toolVersion: '0.1.0' };

const generate = async (
  wheel: WheelOptions,
  options: Partial<GenerateWheelOptions> = {},
): Promise<{ bill: Bill; conflicts: readonly unknown[]; notes: readonly string[] }> => {
  const fileName = wheelFileName(wheel);
  const contents = await inspectWheelContents(wheelSource(buildWheel(wheel)), fileName, { evidence: true });
  const generation = generateFromWheel(contents, { ...FIXED, fileName, ...options });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  return generation;
};

const component = (bill: Bill, name: string): Component => {
  const found = bill.components.filter((item) => item.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} components named ${name}`);
  return only;
};

const AUDITWHEEL = (purl: string, name: string, version: string): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.4',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': 'r',
        name: 'tidewater',
        version: '1.0.0',
        purl: 'pkg:pypi/tidewater@1.0.0',
      },
      tools: [{ name: 'auditwheel', version: '6.8.2' }],
    },
    components: [
      {
        type: 'library',
        'bom-ref': 'r',
        name: 'tidewater',
        version: '1.0.0',
        purl: 'pkg:pypi/tidewater@1.0.0',
      },
      { type: 'library', 'bom-ref': `${purl}#1`, name, version, purl },
    ],
    dependencies: [{ ref: 'r', dependsOn: [`${purl}#1`] }],
  });

const PNG = 'tidewater.libs/libpng16-0123abcd.so.16.34.0';
const PNG_RPM = 'pkg:rpm/almalinux/libpng@1.6.34-5.el8';
const native: WheelOptions = {
  tags: ['cp311-cp311-manylinux_2_28_x86_64'],
  files: {
    'tidewater/__init__.py': '',
    'tidewater/_core.so': buildElf({ needed: ['libpng16-0123abcd.so.16.34.0', 'libc.so.6'] }),
    [PNG]: buildElf({ soname: 'libpng16-0123abcd.so.16.34.0', buildId: 'c0ffee' }),
  },
};

describe('the root', () => {
  test('is the release that METADATA names, with the final file name in its purl', async () => {
    const { bill } = await generate({
      name: 'Tide.Water',
      headers: ['Author-email: "Doe, J" <j@example.org>', 'Project-URL: Source, https://example.org/src'],
    });
    const root = bill.components.find(({ ref }) => ref === bill.root);
    expect(root).toMatchObject({
      name: 'Tide.Water',
      version: '1.0.0',
      purl: 'pkg:pypi/tide-water@1.0.0?file_name=tide_water-1.0.0-py3-none-any.whl',
      supplier: { name: 'Doe, J', contacts: [{ name: 'Doe, J', email: 'j@example.org' }] },
      licenses: [{ kind: 'expression', expression: 'Apache-2.0', acknowledgement: 'declared' }],
      externalReferences: [{ type: 'vcs', url: 'https://example.org/src' }],
    });
    expect(bill.metadata).toMatchObject({ lifecycles: ['post-build'], supplier: { name: 'Doe, J' } });
  });

  test('is refused where METADATA names none', async () => {
    const wheel = { metadata: 'Metadata-Version: 2.4\nName: x\n' };
    const contents = await inspectWheelContents(wheelSource(buildWheel(wheel)), wheelFileName(wheel));
    expect(generateFromWheel(contents, { ...FIXED, fileName: 'x' })).toMatchObject({ kind: 'refused' });
  });

  test('what it needs is said to be incomplete, for Requires-Dist is not in the wheel', async () => {
    const { bill } = await generate({ headers: ['Requires-Dist: attrs'] });
    expect(bill.components).toHaveLength(1);
    expect(bill.compositions).toEqual([
      { aggregate: 'incomplete', assemblies: [bill.root], dependencies: [bill.root] },
    ]);
  });
});

describe('binaries', () => {
  test("the project's own is a file of the project; a bundled one belongs to its library, and both are opaque", async () => {
    const { bill } = await generate(native);
    const own = component(bill, 'tidewater/_core.so');
    expect(own).toMatchObject({ type: 'file', parent: bill.root, version: '1.0.0' });
    const library = component(bill, 'libpng');
    expect(library).toMatchObject({ type: 'library', version: '1.6.34', purl: 'pkg:generic/libpng@1.6.34' });
    const file = component(bill, PNG);
    expect(file).toMatchObject({ type: 'file', parent: library.ref });
    expect(file.hashes?.map(({ algorithm }) => algorithm)).toEqual(['SHA-256', 'SHA-512']);
    expect(file.properties).toContainEqual({ name: 'custody:native:build-id', value: 'c0ffee' });
    expect(bill.dependencies).toContainEqual({ ref: own.ref, dependsOn: [file.ref] });
    const unknown = bill.compositions.find(({ aggregate }) => aggregate === 'unknown');
    expect(unknown?.assemblies).toEqual([own.ref, file.ref, library.ref].sort());
  });

  test("a distribution's package that an embedded document declares keeps its purl, with upstream's beside it", async () => {
    const { bill, conflicts } = await generate({
      ...native,
      sboms: { 'auditwheel.cdx.json': AUDITWHEEL(PNG_RPM, 'libpng', '1.6.34-5.el8') },
    });
    const library = component(bill, 'libpng');
    expect(library.purl).toBe(PNG_RPM);
    expect(library.properties).toContainEqual({
      name: 'custody:upstream',
      value: 'pkg:generic/libpng@1.6.34',
    });
    expect(
      library.evidence?.identity?.map(({ concludedValue, confidence }) => [concludedValue, confidence]),
    ).toEqual([
      [PNG_RPM, 0.95],
      ['pkg:generic/libpng@1.6.34', 0.5],
    ]);
    expect(library.evidence?.occurrences).toEqual([{ location: PNG }]);
    expect(bill.components.filter(({ purl }) => purl?.includes('libpng'))).toHaveLength(1);
    expect(bill.metadata.tools?.map(({ name }) => name)).toEqual(['custody', 'auditwheel']);
    expect(conflicts).toEqual([]);
  });

  test('a declared package of another version is not taken for the file', async () => {
    const { bill } = await generate({
      ...native,
      sboms: {
        'auditwheel.cdx.json': AUDITWHEEL('pkg:rpm/almalinux/zlib@1.2.11-25.el8', 'zlib', '1.2.11-25.el8'),
      },
    });
    expect(component(bill, PNG).parent).toBe('pkg:generic/libpng@1.6.34');
    // What is declared stays, though no file of it was found: it may be linked in.
    expect(component(bill, 'zlib').evidence).toBeUndefined();
  });

  test('what a document declares without purl becomes one component with the binary', async () => {
    const declared = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      components: [{ type: 'library', 'bom-ref': 'l', name: 'Little CMS 2', version: '2.19.1' }],
    });
    const { bill } = await generate({
      files: { 'a.libs/liblcms2-0123abcd.so.2.0.19': buildElf() },
      sboms: { 'own.cdx.json': declared },
    });
    const library = component(bill, 'Little CMS 2');
    expect(library).toMatchObject({ version: '2.19.1', purl: 'pkg:generic/Little%20CMS%202@2.19.1' });
    expect(component(bill, 'a.libs/liblcms2-0123abcd.so.2.0.19').parent).toBe(library.ref);
    expect(bill.components.filter(({ type }) => type === 'library')).toHaveLength(2);
  });

  test('files of one project share the version that one of them tells', async () => {
    const crypto = Buffer.concat([
      buildElf(),
      Buffer.from('\0OpenSSL 3.0.2 15 Mar 2022\0OPENSSLDIR: "/x"\0'),
    ]);
    const files = { 'a.libs/libcrypto-0123abcd.so.3': crypto, 'a.libs/libssl-0123abcd.so.3': buildElf() };
    const { bill } = await generate({ files });
    expect(component(bill, 'openssl').version).toBe('3.0.2');
    expect(component(bill, 'a.libs/libssl-0123abcd.so.3').parent).toBe(component(bill, 'openssl').ref);
    const two = await generate({
      files: { ...files, 'a.libs/libcrypto-89abcdef.so.1.1.1': buildElf() },
    });
    // With two versions there, nobody knows whose the other file is.
    expect(component(two.bill, 'a.libs/libssl-0123abcd.so.3').parent).toBe('pkg:generic/openssl');
  });

  test('files inside a component of another document are not taken for files of the wheel', async () => {
    const inside = (version: string, content: string) => ({
      type: 'library',
      'bom-ref': version,
      name: 'pip',
      version,
      purl: `pkg:pypi/pip@${version}`,
      components: [
        {
          type: 'file',
          'bom-ref': `f${version}`,
          name: 'pip/__init__.py',
          hashes: [{ alg: 'SHA-256', content: content.repeat(64) }],
        },
      ],
    });
    const declared = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          type: 'library',
          'bom-ref': 'r',
          name: 'tidewater',
          version: '1.0.0',
          purl: 'pkg:pypi/tidewater@1.0.0',
          components: [{ type: 'file', 'bom-ref': 'own', name: 'tidewater/data.bin' }],
        },
      },
      components: [inside('25.0', 'a'), inside('26.0', 'b')],
    });
    const { bill, conflicts, notes } = await generate({ sboms: { 'v.cdx.json': declared } });
    expect(bill.components.map(({ name, version }) => [name, version])).toEqual([
      ['tidewater/data.bin', undefined],
      ['pip', '25.0'],
      ['pip', '26.0'],
      ['tidewater', '1.0.0'],
    ]);
    expect(conflicts).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('2 files')]);
  });

  test('what a document lists without saying what needs it hangs on the root, rings too', async () => {
    const library = (name: string) => ({ type: 'library', 'bom-ref': name, name, version: '1' });
    const declared = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: { ...library('tidewater'), version: '1.0.0', purl: 'pkg:pypi/tidewater@1.0.0' },
      },
      components: ['head', 'below', 'ring', 'back'].map(library),
      dependencies: [
        { ref: 'head', dependsOn: ['below'] },
        { ref: 'ring', dependsOn: ['back'] },
        { ref: 'back', dependsOn: ['ring'] },
      ],
    });
    const { bill } = await generate({ sboms: { 'own.cdx.json': declared } });
    const ref = (name: string): string => component(bill, name).ref;
    const ofRoot = bill.dependencies.find((item) => item.ref === bill.root)?.dependsOn;
    expect(ofRoot).toEqual([ref('back'), ref('head'), ref('ring')].sort());
    expect(ofRoot).not.toContain(ref('below'));
  });

  test('a library that is one file has its hash; one that another binary has linked in too has none', async () => {
    const zlib = Buffer.from('\0 deflate 1.2.13 Copyright 1995-2022 Jean-loup Gailly and Mark Adler \0');
    const copy = { 'a.libs/libz-0123abcd.so.1.2.13': Buffer.concat([buildElf(), zlib]) };
    const alone = await generate({ files: copy });
    expect(component(alone.bill, 'zlib').hashes).toHaveLength(2);
    const both = await generate({ files: { ...copy, 'tidewater/_x.so': Buffer.concat([buildElf(), zlib]) } });
    const library = component(both.bill, 'zlib');
    expect(library.hashes).toBeUndefined();
    expect(library.evidence?.occurrences?.map(({ location }) => location)).toEqual([
      'a.libs/libz-0123abcd.so.1.2.13',
      'tidewater/_x.so',
    ]);
  });

  test("the packager's note in the binary names the package", async () => {
    const note = JSON.stringify({
      type: 'rpm',
      name: 'libpng',
      version: '1.6.40-1.fc40',
      architecture: 'x86_64',
      osCpe: 'cpe:/o:fedoraproject:fedora:40',
    });
    const { bill } = await generate({
      files: { 'a.libs/libpng16-0123abcd.so.16': buildElf({ packageNote: note }) },
    });
    expect(component(bill, 'libpng').purl).toBe('pkg:rpm/fedora/libpng@1.6.40-1.fc40?arch=x86_64');
  });

  test('a library with no more than a name stays without version', async () => {
    const { bill } = await generate({ files: { 'a.libs/libodd-0123abcd.so.1': buildElf() } });
    const library = component(bill, 'libodd');
    expect(library.version).toBeUndefined();
    expect(library.evidence?.identity?.[0]?.confidence).toBeLessThan(0.3);
  });

  test("a known library that left its name in the project's own binary is needed by that file", async () => {
    const text = '\0OpenSSL 3.0.2 15 Mar 2022\0ssl/ssl_lib.c\0';
    const elf = Buffer.concat([buildElf(), Buffer.from(text)]);
    const { bill } = await generate({ files: { 'tidewater/_x.so': elf } });
    const openssl = component(bill, 'openssl');
    expect(openssl.version).toBe('3.0.2');
    expect(openssl.hashes).toBeUndefined();
    expect(bill.dependencies).toContainEqual({ ref: 'tidewater/_x.so', dependsOn: [openssl.ref] });
  });
});

describe('the document', () => {
  test('is the same when it is made again, and not taken for a declaration of others', async () => {
    const once = await generate(native);
    const { document } = await toCycloneDx(once.bill);
    const again = await generate({ ...native, sboms: { 'custody.cdx.json': serialise(document) } });
    expect(again.bill).toEqual(once.bill);
  });

  test('has another serial number for another file name or commit', async () => {
    const serials = await Promise.all([
      generate(native),
      generate(native, { commit: 'abc' }),
      generate({ ...native, build: '1' }),
    ]);
    expect(new Set(serials.map(({ bill }) => bill.serialNumber)).size).toBe(3);
  });

  test.each(['1.4', '1.5', '1.6', '1.7'] as const)(
    'is valid CycloneDX %s, and every rule about documents holds',
    async (version) => {
      const { bill } = await generate({
        ...native,
        sboms: { 'auditwheel.cdx.json': AUDITWHEEL(PNG_RPM, 'libpng', '1.6.34-5.el8') },
      });
      const { document } = await toCycloneDx(bill, version);
      const { judgements } = await validate(serialise(document), {
        file: 'x',
        sourceDateEpoch: '1767323045',
        subject: { name: 'tidewater', version: '1.0.0', fileName: wheelFileName(native) },
      });
      expect(judgements.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([]);
      expect(judgements.length).toBeGreaterThan(10);
    },
  );

  test.each(['1.4', '1.5', '1.6', '1.7'] as const)(
    'has no finding by the default rules where the version of a bundled library is unknown, as CycloneDX %s',
    async (version) => {
      const project = projectWheelOptions();
      const unnamed = ['tidewater.libs/libcurrent-0123abcd.so', buildElf({})] as const;
      const files = Object.fromEntries([...Object.entries(project.files ?? {}), unnamed]);
      const wheel = { ...project, files };
      const { bill } = await generate(wheel, { files: true });
      const library = bill.components.find(({ name }) => name === 'libcurrent');
      expect(library).toMatchObject({ type: 'library' });
      expect(library?.version).toBeUndefined();
      const { document } = await toCycloneDx(bill, version);
      const { judgements } = await validate(serialise(document), { file: 'x' });
      expect(judgements.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([]);
    },
  );

  test('states that what an embedded document only names is unknown, so that no rule finds a gap', async () => {
    const named = AUDITWHEEL('pkg:generic/raqm', 'raqm', '').replace(/"version":"",?/, '');
    const { bill } = await generate({ ...native, sboms: { 'own.cdx.json': named } });
    const raqm = component(bill, 'raqm');
    expect(raqm.version).toBeUndefined();
    expect(bill.compositions.find(({ aggregate }) => aggregate === 'unknown')?.assemblies).toContain(
      raqm.ref,
    );
    const { document } = await toCycloneDx(bill);
    const { judgements } = await validate(serialise(document), { file: 'x' });
    expect(judgements.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([]);
  });

  test('lists every other file where that is asked', async () => {
    const { bill } = await generate({}, { files: true });
    expect(bill.components.filter(({ type }) => type === 'file').map(({ name }) => name)).toEqual([
      'tidewater-1.0.0.dist-info/METADATA',
      'tidewater-1.0.0.dist-info/WHEEL',
      'tidewater-1.0.0.dist-info/licenses/LICENSE',
      'tidewater/__init__.py',
    ]);
  });
});
