import type { ByteSource } from '@custody/archive';
import { type AdvisoryStore, assessor, examineInput, readOsv } from '@custody/audit';
import type { Examination } from '@custody/findings';
import { buildElf, buildWheel, type WheelOptions, wheelFileName } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import { collectWheel } from './index.ts';

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (position, length) => bytes.subarray(position, position + length),
});

/** A store of a few records written here, each about one package. */
const storeOf = (
  ...given: readonly {
    readonly id: string;
    readonly ecosystem: string;
    readonly name: string;
    readonly fixed?: string;
    readonly versions?: readonly string[];
  }[]
): AdvisoryStore => {
  const all = given.map(({ id, ecosystem, name, fixed, versions = [] }) => {
    const { record } = readOsv({
      id,
      modified: '2026-01-01T00:00:00Z',
      affected: [
        {
          package: { ecosystem, name },
          ranges:
            fixed === undefined
              ? []
              : [
                  {
                    type: ecosystem === 'crates.io' ? 'SEMVER' : 'ECOSYSTEM',
                    events: [{ introduced: '0' }, { fixed }],
                  },
                ],
          versions,
        },
      ],
    });
    if (record === undefined) throw new Error(`${id} is no record`);
    return { record, flaw: [id], ecosystem, name };
  });
  return {
    status: {
      digest: '0'.repeat(64),
      counts: [...new Set(['PyPI', ...given.map(({ ecosystem }) => ecosystem)])].map((ecosystem) => ({
        ecosystem,
        records: 1,
      })),
      newest: '2026-01-01T00:00:00Z',
      synced: '2026-01-01T00:00:00Z',
      sources: [],
    },
    find: (ecosystem, name) => all.filter((one) => one.ecosystem === ecosystem && one.name === name),
    close: () => undefined,
  };
};

const examine = async (options: WheelOptions, store: AdvisoryStore): Promise<Examination> => {
  const name = wheelFileName(options);
  const { input } = await collectWheel(sourceOf(buildWheel(options)), name, name);
  return examineInput(input, { assess: assessor(store), status: store.status, strict: false });
};

const found = ({ findings }: Examination): readonly string[] =>
  findings.map(
    ({ advisory, component, confidence, rule }) =>
      `${advisory?.ids[0] ?? rule.id} ${component?.name ?? ''} ${component?.version ?? ''} ${confidence ?? ''}`,
  );

const tags = ['cp312-cp312-manylinux_2_28_x86_64'];
const sbom = (name: string, version: string, purl: string): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': 'root',
        name: 'tidewater',
        version: '1.0.0',
        purl: 'pkg:pypi/tidewater@1.0.0',
      },
    },
    components: [{ type: 'library', 'bom-ref': 'one', name, version, purl }],
  });
const linked = (text: string): Uint8Array => Buffer.concat([buildElf({}), Buffer.from(`\0${text}`)]);
const OPENSSL = 'OpenSSL 3.0.8 7 Feb 2023\0OPENSSLDIR: "/etc/ssl"\0';

describe('a flaw of a bundled library is found', () => {
  test('by the file name that a repair tool gave it, with less confidence', async () => {
    const store = storeOf({ id: 'OSV-1', ecosystem: 'OSS-Fuzz', name: 'libpng', versions: ['v1.6.34'] });
    const examined = await examine(
      {
        tags,
        files: {
          'tidewater.libs/libpng16-0123abcd.so.16.34.0': buildElf({ soname: 'libpng16-0123abcd.so.16.34.0' }),
        },
      },
      store,
    );
    expect(found(examined)).toEqual(['OSV-1 libpng 1.6.34 medium']);
    expect(examined.findings[0]?.locations[0]).toMatchObject({
      entry: 'tidewater.libs/libpng16-0123abcd.so.16.34.0',
    });
    expect(examined.findings[0]?.component?.path).toEqual(['tidewater 1.0.0', 'libpng 1.6.34']);
  });

  test('by what the binary says of itself, and the wheel is what has to change', async () => {
    const store = storeOf({ id: 'OSV-2', ecosystem: 'OSS-Fuzz', name: 'openssl', fixed: 'openssl-3.0.9' });
    const examined = await examine({ tags, files: { 'tidewater/_rust.so': linked(OPENSSL) } }, store);
    expect(found(examined)).toEqual([expect.stringMatching(/^OSV-2 openssl 3\.0\.8 /)]);
    expect(examined.findings[0]?.todo).toBe(
      'Use a release of tidewater that bundles openssl-3.0.9 or later instead of 3.0.8 (fixes 1)',
    );
  });

  test('by an embedded SBOM: a crate', async () => {
    const store = storeOf({ id: 'RUSTSEC-1', ecosystem: 'crates.io', name: 'time', fixed: '0.2.23' });
    const sboms = { 'cargo.cdx.json': sbom('time', '0.1.0', 'pkg:cargo/time@0.1.0') };
    expect(found(await examine({ tags, sboms }, store))).toEqual(['RUSTSEC-1 time 0.1.0 high']);
  });
});

describe("a distribution's package with a mended flaw", () => {
  const mended = { 'x.cdx.json': sbom('libpng', '1.6.34-9.el8', 'pkg:rpm/almalinux/libpng@1.6.34-9.el8') };

  test("is not held against upstream's advisories, whose version it seems to have", async () => {
    const store = storeOf({ id: 'OSV-1', ecosystem: 'OSS-Fuzz', name: 'libpng', versions: ['v1.6.34'] });
    const examined = await examine({ tags, sboms: mended }, store);
    expect(found(examined)).toEqual([]);
    expect(examined.unknowns.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/holds nothing for AlmaLinux:8/),
    ]);
  });

  test("is held against the distribution's own, in its order of versions", async () => {
    const record = { id: 'ALSA-1', ecosystem: 'AlmaLinux:8', name: 'libpng' };
    const before = storeOf({ ...record, fixed: '1.6.34-9.el8' });
    expect(found(await examine({ tags, sboms: mended }, before))).toEqual([]);
    const after = storeOf({ ...record, fixed: '1.6.34-10.el8' });
    expect(found(await examine({ tags, sboms: mended }, after))).toEqual(['ALSA-1 libpng 1.6.34-9.el8 high']);
  });
});

test.each([
  ['with advisories on it', 'OSS-Fuzz'],
  ['without', 'crates.io'],
])('what is declared and what is observed disagree: one finding, %s', async (_, ecosystem) => {
  const store = storeOf({ id: 'OSV-9', ecosystem, name: 'nothing', versions: ['1'] });
  const examined = await examine(
    {
      tags,
      files: { 'tidewater/_rust.so': linked(OPENSSL) },
      sboms: { 'x.cdx.json': sbom('openssl', '3.0.7', 'pkg:generic/openssl@3.0.7') },
    },
    store,
  );
  const disagreements = examined.findings.filter(({ rule }) => rule.id === 'audit/native-disagreement');
  expect(disagreements).toHaveLength(1);
  expect(disagreements[0]?.message).toMatch(/^openssl: declared as 3\.0\.7 .*; but observed as 3\.0\.8 /);
});

test('a library that nobody writes advisories on is unaudited, not clean', async () => {
  const store = storeOf({ id: 'OSV-1', ecosystem: 'OSS-Fuzz', name: 'libpng', versions: ['v1.6.34'] });
  const sboms = { 'x.cdx.json': sbom('raqm', '0.10', 'pkg:generic/raqm@0.10') };
  const { unknowns, subject } = await examine({ tags, sboms }, store);
  expect(unknowns.map(({ component }) => component?.name)).toEqual(['raqm']);
  expect(subject.inventory).toMatchObject({ entries: 2, audited: 1, unaudited: 1 });
});
