import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEntry, readZip } from '@custody/archive';
import { systemFiles } from '@custody/host';
import {
  buildElf,
  buildWheel,
  DAMAGE_NAMES,
  DAMAGES,
  type WheelOptions,
  wheelFileName,
} from '@custody/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toCycloneDx } from '../../cyclonedx/write.ts';
import { toSpdx } from '../../spdx/write.ts';
import { serialise } from '../../write/serialise.ts';
import { wheelSource } from '../testing/source.ts';
import { embedWheel } from './embed.ts';
import type { EmbedOptions } from './types.ts';

const FIXED: EmbedOptions = { timestamp: '2026-01-02T03:04:05Z', toolVersion: '0.1.0' };
/** 12:34:56 on 2024-05-06, which nothing has by default. */
const TIME = { time: 0x645c, date: 0x58a6 };
const NATIVE: WheelOptions = {
  tags: ['cp311-cp311-manylinux_2_28_x86_64'],
  files: {
    'tidewater/__init__.py': 'x = 1\n',
    'tidewater/a, b.py': '',
    'a.libs/libz-0123abcd.so.1.2.13': buildElf(),
  },
  entry: (spec) => ({ ...spec, local: TIME, central: TIME }),
};
const ENTRY = 'tidewater-1.0.0.dist-info/sboms/custody.cdx.json';
const RECORD = 'tidewater-1.0.0.dist-info/RECORD';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'custody-embed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const place = (wheel: WheelOptions, bytes: Uint8Array = buildWheel(wheel)): string => {
  const path = join(folder, wheelFileName(wheel));
  writeFileSync(path, bytes);
  return path;
};

const entriesOf = async (bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> => {
  const source = wheelSource(bytes);
  const reading = readZip(source);
  expect(reading.problems).toEqual([]);
  const found = new Map<string, Uint8Array>();
  for (const entry of reading.entries)
    found.set(entry.name, (await readEntry(source, entry, 1 << 24)).content ?? new Uint8Array(0));
  return found;
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const refusalOf = async (path: string, options: Partial<EmbedOptions> = {}) => {
  const before = readFileSync(path);
  const result = await embedWheel(path, { ...FIXED, ...options });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toHaveLength(1);
  return result.kind === 'refused' ? result.refusals[0] : result.kind;
};

const documentFor = async (
  purl: string,
  version: string | undefined,
  form: 'cyclonedx' | 'spdx' = 'cyclonedx',
): Promise<Uint8Array> => {
  const bill = {
    metadata: { timestamp: '2026-01-01T00:00:00Z' },
    root: 'r',
    components: [
      {
        ref: 'r',
        type: 'library' as const,
        name: 'tidewater',
        purl,
        ...(version === undefined ? {} : { version }),
      },
    ],
    dependencies: [],
    compositions: [],
  };
  return serialise((await (form === 'spdx' ? toSpdx(bill) : toCycloneDx(bill))).document);
};

describe('embedding', () => {
  test('adds the document and one row of RECORD; every other byte, row and attribute stays', async () => {
    const path = place(NATIVE);
    chmodSync(path, 0o640);
    const before = readFileSync(path);
    const result = await embedWheel(path, FIXED);
    expect(result).toMatchObject({ kind: 'embedded', path, entry: ENTRY, before: sha256(before) });
    const after = readFileSync(path);
    expect(result).toMatchObject({ after: sha256(after) });
    expect(statSync(path).mode & 0o777).toBe(0o640);

    const [old, young] = [await entriesOf(before), await entriesOf(after)];
    expect([...young.keys()].filter((name) => !old.has(name))).toEqual([ENTRY]);
    for (const [name, content] of old) if (name !== RECORD) expect(young.get(name)).toEqual(content);
    const document = young.get(ENTRY) ?? new Uint8Array(0);
    const digest = createHash('sha256').update(document).digest('base64url');
    const oldRows = Buffer.from(old.get(RECORD) ?? '')
      .toString()
      .split('\n');
    const newRows = Buffer.from(young.get(RECORD) ?? '')
      .toString()
      .split('\n');
    expect(newRows).toEqual([
      ...oldRows.slice(0, -2),
      `${ENTRY},sha256=${digest},${document.length}`,
      ...oldRows.slice(-2),
    ]);

    const [was, is] = [readZip(wheelSource(before)), readZip(wheelSource(after))];
    const oldRecord = was.entries.find(({ name }) => name === RECORD);
    // What stands before RECORD is byte for byte the same.
    expect(after.subarray(0, oldRecord?.headerOffset)).toEqual(before.subarray(0, oldRecord?.headerOffset));
    const added = is.entries.find(({ name }) => name === ENTRY);
    expect([added?.dosTime, added?.dosDate]).toEqual([TIME.time, TIME.date]);
    expect((added?.externalAttributes ?? 0) >>> 16).toBe(0o100644);
  });

  test('twice changes nothing, even at another time', async () => {
    const path = place(NATIVE);
    await embedWheel(path, FIXED);
    const once = readFileSync(path);
    const again = await embedWheel(path, { ...FIXED, timestamp: '2027-01-01T00:00:00Z' });
    expect(again).toMatchObject({ kind: 'unchanged', before: sha256(once), after: sha256(once) });
    expect(readFileSync(path).equals(once)).toBe(true);
  });

  test("replaces custody's older document in its own row", async () => {
    const path = place(NATIVE);
    await embedWheel(path, FIXED);
    const result = await embedWheel(path, { ...FIXED, commit: 'abc' });
    expect(result.kind).toBe('embedded');
    const rows = Buffer.from((await entriesOf(readFileSync(path))).get(RECORD) ?? '').toString();
    expect(rows.split(ENTRY)).toHaveLength(2);
    expect(await embedWheel(path, { ...FIXED, commit: 'abc' })).toMatchObject({ kind: 'unchanged' });
  });

  test('to another directory leaves the wheel as it is', async () => {
    const path = place(NATIVE);
    const before = readFileSync(path);
    const out = join(folder, 'out');
    mkdirSync(out);
    const result = await embedWheel(path, { ...FIXED, copyTo: out });
    expect(result).toMatchObject({ kind: 'embedded', path: join(out, wheelFileName(NATIVE)) });
    expect(readFileSync(path).equals(before)).toBe(true);
    const copied = join(out, wheelFileName(NATIVE));
    expect(result).toMatchObject({ after: sha256(readFileSync(copied)) });
    rmSync(copied);
    await embedWheel(path, FIXED);
    // What is right already is copied as it is.
    expect(await embedWheel(path, { ...FIXED, copyTo: out })).toMatchObject({ kind: 'unchanged' });
    expect(readFileSync(copied).equals(readFileSync(path))).toBe(true);
  });

  test('leaves the documents of others alone, and takes what they declare into its own', async () => {
    const theirs = await documentFor('pkg:pypi/tidewater@1.0.0', '1.0.0');
    const path = place({ ...NATIVE, sboms: { 'other.cdx.json': theirs } });
    expect(await embedWheel(path, FIXED)).toMatchObject({ kind: 'embedded', conflicts: [] });
    const entries = await entriesOf(readFileSync(path));
    expect(
      Buffer.from(entries.get('tidewater-1.0.0.dist-info/sboms/other.cdx.json') ?? '').equals(theirs),
    ).toBe(true);
  });

  test('the wheel installs, and every file is what RECORD says', async (context) => {
    const path = place({});
    await embedWheel(path, FIXED);
    const target = join(folder, 'target');
    const pip = spawnSync('python3', [
      '-m',
      'pip',
      'install',
      '--no-deps',
      '--no-index',
      '--target',
      target,
      path,
    ]);
    if (pip.error !== undefined || String(pip.stderr).includes('No module named pip'))
      context.skip('no python3 with pip to install the wheel with');
    expect(String(pip.stderr)).not.toContain('ERROR');
    const rows = readFileSync(join(target, RECORD), 'utf8').trim().split('\n');
    const listed = rows.map((row) => row.split(',')).filter(([, hash = '']) => hash !== '');
    expect(listed.map(([name]) => name)).toContain(ENTRY);
    for (const [name = '', hash] of listed)
      expect(
        `sha256=${createHash('sha256')
          .update(readFileSync(join(target, name)))
          .digest('base64url')}`,
      ).toBe(hash);
  });
});

describe('a given document', () => {
  test.each([
    ['cyclonedx', 'custody.cdx.json'],
    ['spdx', 'custody.spdx.json'],
  ] as const)('in %s goes in as it is, under the name of its form', async (form, name) => {
    const document = await documentFor('pkg:pypi/tidewater@1.0.0', '1.0.0', form);
    const path = place({});
    const result = await embedWheel(path, { ...FIXED, document });
    expect(result).toMatchObject({ entry: `tidewater-1.0.0.dist-info/sboms/${name}` });
    const entries = await entriesOf(readFileSync(path));
    expect(Buffer.from(entries.get(`tidewater-1.0.0.dist-info/sboms/${name}`) ?? '').equals(document)).toBe(
      true,
    );
  });

  test.each([
    ['another project', 'pkg:pypi/breakwater@1.0.0', '1.0.0'],
    ['another version', 'pkg:pypi/tidewater@1.0.1', '1.0.1'],
    ['another file', 'pkg:pypi/tidewater@1.0.0?file_name=tidewater-1.0.0-1-py3-none-any.whl', '1.0.0'],
    ['no version', 'pkg:pypi/tidewater', undefined],
  ])('of %s is refused', async (_, purl, version) => {
    const document = await documentFor(purl, version);
    expect(await refusalOf(place({}), { document })).toMatchObject({ code: 'document' });
  });

  test.each(['{}', 'no json', '{"bomFormat":"CycloneDX","specVersion":"1.6","version":"one"}'])(
    'that is %j is refused',
    async (text) => {
      expect(await refusalOf(place({}), { document: Buffer.from(text) })).toMatchObject({ code: 'document' });
    },
  );

  test.each(['../x.json', 'x', '.json', 'a/b.json', 'RECORD\n.json'])(
    'is not stored as %j',
    async (documentName) => {
      const document = await documentFor('pkg:pypi/tidewater@1.0.0', '1.0.0');
      expect(await refusalOf(place({}), { document, documentName })).toMatchObject({ code: 'document' });
    },
  );
});

describe('a wheel that must not be touched', () => {
  const tampered: readonly (readonly [string, WheelOptions])[] = [
    [
      'a hash that is not right',
      { record: (rows) => rows.map((row) => ({ ...row, hash: row.hash && `sha256=${'A'.repeat(43)}` })) },
    ],
    [
      'a size that is not right',
      { record: (rows) => rows.map((row) => ({ ...row, size: row.size && '7' })) },
    ],
    ['a file that is not listed', { record: (rows) => rows.slice(1) }],
    [
      'a row for nothing',
      { record: (rows) => [{ path: 'gone.py', hash: `sha256=${'A'.repeat(43)}`, size: '1' }, ...rows] },
    ],
    ['a row without hash', { record: (rows) => rows.map((row) => ({ ...row, hash: '', size: '' })) }],
    ['a row that stands there twice', { record: (rows) => [...rows.slice(0, 1), ...rows] }],
    ['no RECORD', { record: 'none' }],
    [
      'a weak hash',
      { record: (rows) => rows.map((row) => ({ ...row, hash: row.hash && 'md5=1B2M2Y8AsgTpgAmY7PhCfg' })) },
    ],
    ['METADATA of another version', { metadata: 'Metadata-Version: 2.4\nName: tidewater\nVersion: 2\n' }],
    [
      'RECORD.jws',
      {
        distInfo: { 'RECORD.jws': '{}' },
        record: (rows) => rows.filter(({ path }) => !path.endsWith('.jws')),
      },
    ],
  ];

  test.each(tampered)('has %s', async (_, wheel) => {
    const first = await refusalOf(place(wheel));
    expect(first).toMatchObject({ code: expect.stringMatching(/^(?:tampered|record|not-a-wheel|signed)$/) });
  });

  test.each(tampered.filter(([what]) => !/hash that|size that/.test(what)))(
    'has %s, even unverified',
    async (_, wheel) => {
      const document = await documentFor('pkg:pypi/tidewater@1.0.0', '1.0.0');
      expect(await refusalOf(place(wheel), { document, verify: false })).toHaveProperty('code');
    },
  );

  test('unverified means that no byte of the files is looked at', async () => {
    const document = await documentFor('pkg:pypi/tidewater@1.0.0', '1.0.0');
    const wrong: WheelOptions = {
      record: (rows) =>
        rows.map((row) =>
          row.path === 'tidewater/__init__.py' ? { ...row, hash: `sha256=${'A'.repeat(43)}` } : row,
        ),
    };
    expect(await refusalOf(place(wrong), { document })).toMatchObject({ code: 'tampered' });
    expect(await embedWheel(place(wrong), { ...FIXED, document, verify: false })).toMatchObject({
      kind: 'embedded',
    });
    // A document that is generated tells of the bytes: they are always checked.
    expect(await refusalOf(place(wrong), { verify: false })).toMatchObject({ code: 'tampered' });
  });

  test('is no archive, is cut off, or has another name', async () => {
    const bytes = buildWheel({});
    const path = join(folder, 'tidewater-1.0.0-py3-none-any.whl');
    for (const content of [
      new Uint8Array(0),
      Buffer.from('no zip'),
      bytes.subarray(0, 500),
      Buffer.concat([bytes, Buffer.from('x')]),
    ]) {
      writeFileSync(path, content);
      expect(await refusalOf(path)).toMatchObject({ code: 'unsound-archive' });
    }
    rmSync(path);
    const named = join(folder, 'breakwater-1.0.0-py3-none-any.whl');
    writeFileSync(named, bytes);
    expect(await refusalOf(named)).toMatchObject({ code: 'not-a-wheel' });
  });

  /** What every reader sees alike, and sees as well afterwards: it is not for this command to judge. */
  const CARRIED_ON: ReadonlySet<string> = new Set([
    'metadata-version-unknown',
    'metadata-direct-url',
    'wheel-tags-of-another',
    'installer-file',
    'entry-points-malformed',
    'sbom-not-json',
    'startup-file',
    'setuid-file',
    'archive-comment',
    'data-descriptor',
    'entry-comment',
    'zip-bomb',
    // Names that only some systems take: they are judged, and told, by their own rule.
    'bidi-control-in-name',
    'trailing-dot-in-name',
    'windows-device-name',
  ]);

  test.each(DAMAGE_NAMES)(
    'with damage %s is left as it is, or keeps all that can be seen of it',
    async (name) => {
      const bytes = DAMAGES[name](buildWheel({}));
      const path = place({}, bytes);
      const before = readZip(wheelSource(bytes)).problems.map(({ code }) => code);
      const result = await embedWheel(path, FIXED);
      expect(result.kind).toBe(CARRIED_ON.has(name) ? 'embedded' : 'refused');
      if (result.kind === 'refused') expect(readFileSync(path).equals(bytes)).toBe(true);
      const after = new Set(readZip(wheelSource(readFileSync(path))).problems.map(({ code }) => code));
      expect(before.filter((code) => !after.has(code))).toEqual([]);
      expect(readdirSync(folder)).toHaveLength(1);
    },
  );
});

describe('when something goes wrong on the way', () => {
  test('a wheel that is replaced meanwhile stays as it then is', async () => {
    const path = place(NATIVE);
    const other = Buffer.from('another file');
    const port = {
      ...systemFiles,
      copyFile: (...parameters: Parameters<typeof systemFiles.copyFile>) => {
        systemFiles.copyFile(...parameters);
        rmSync(path);
        writeFileSync(path, other);
      },
    };
    await expect(embedWheel(path, { ...FIXED, port })).rejects.toMatchObject({ code: 'changed' });
    expect(readFileSync(path).equals(other)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('a full disk leaves the wheel and no temporary file', async () => {
    const path = place(NATIVE);
    const before = readFileSync(path);
    const port = {
      ...systemFiles,
      write: (): number => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
      },
    };
    await expect(embedWheel(path, { ...FIXED, port })).rejects.toMatchObject({ code: 'no-space' });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('an abort stops it', async () => {
    const path = place(NATIVE);
    const before = readFileSync(path);
    await expect(embedWheel(path, { ...FIXED, signal: AbortSignal.abort() })).rejects.toBeDefined();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

test('a wheel that changes while it is read is refused for that, not for what was seen of both', async () => {
  const path = place(NATIVE);
  let reads = 0;
  const port = {
    ...systemFiles,
    read: (...args: Parameters<typeof systemFiles.read>): number => {
      reads += 1;
      // The directory is read by then, the contents are not.
      if (reads === 4) writeFileSync(path, Buffer.alloc(statSync(path).size, 0x41));
      return systemFiles.read(...args);
    },
  };
  await expect(embedWheel(path, { ...FIXED, port })).rejects.toMatchObject({ code: 'changed' });
});
