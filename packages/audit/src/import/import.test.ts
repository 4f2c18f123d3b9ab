import { Buffer } from 'node:buffer';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildZip, zipOf } from '@custody/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCvss } from '../cvss/score.ts';
import { compileStore } from '../store/compile.ts';
import { readContent } from '../store/content.ts';
import { currentOf } from '../store/current.ts';
import { baseOf, installStore } from '../store/install.ts';
import { openStore } from '../store/open.ts';
import { verifyStore } from '../store/verify.ts';
import { syntheticRecords } from '../testing/synthetic.ts';
import { importAdvisories } from './import.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'custody-import-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const at = (...names: string[]): string => join(root, ...names);

const record = (id: string, name: string, more: Record<string, unknown> = {}) => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  affected: [{ package: { ecosystem: 'PyPI', name }, versions: ['1.0'] }],
  ...more,
});
const write = (name: string, value: unknown): string => {
  writeFileSync(
    at(name),
    typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value),
  );
  return at(name);
};
const run = (paths: readonly string[], more: Partial<Parameters<typeof importAdvisories>[1]> = {}) =>
  importAdvisories(paths, { directory: at('db'), now: NOW, ...more });
const idsOf = (name: string): string[] => {
  const store = openStore(at('db'));
  try {
    return store.find('PyPI', name).map((each) => each.record.id);
  } finally {
    store.close();
  }
};

describe('every form gives the same store', () => {
  test('archive, lines, gzip, a directory, and records alone', async () => {
    const records = [record('A-1', 'one'), record('A-2', 'two', { details: 'ü' })];
    const lines = records.map((each) => `${JSON.stringify(each)}\n`).join('');
    mkdirSync(at('tree', 'vulns', 'one'), { recursive: true });
    for (const each of records)
      writeFileSync(at('tree', 'vulns', 'one', `${each.id}.json`), JSON.stringify(each));
    const forms = [
      [
        write(
          'all.zip',
          zipOf(Object.fromEntries(records.map((each) => [`${each.id}.json`, JSON.stringify(each)]))),
        ),
      ],
      // As Go writes it, and so OSV.
      [
        write(
          'go.zip',
          buildZip({
            entries: records.map((each) => ({
              name: `${each.id}.json`,
              content: Buffer.from(JSON.stringify(each)),
              descriptor: true,
            })),
          }),
        ),
      ],
      [write('all.jsonl', lines)],
      [write('all.jsonl.gz', gzipSync(lines))],
      [at('tree')],
    ];
    const digests = new Set<string>();
    for (const form of forms) {
      const { status, report } = await run(form);
      expect(report.problems).toEqual([]);
      digests.add(status.sources[0]?.digest ?? '');
      expect(status.counts).toEqual([{ ecosystem: 'PyPI', records: 2 }]);
    }
    expect(digests.size).toBe(1);
    expect(idsOf('two')).toEqual(['A-2']);
  });

  test('a checkout of the PyPA database: YAML named by its id, other files passed by and counted', async () => {
    mkdirSync(at('db-checkout', 'vulns', 'x'), { recursive: true });
    mkdirSync(at('db-checkout', '.github'));
    writeFileSync(at('db-checkout', '.github', 'PYSEC-x.yml'), 'on: push\n');
    writeFileSync(at('db-checkout', 'README.md'), '# hello\n');
    writeFileSync(
      at('db-checkout', 'vulns', 'x', 'PYSEC-2026-1.yaml'),
      'id: PYSEC-2026-1\nmodified: 2026-01-01T00:00:00Z\naffected:\n- package: {ecosystem: PyPI, name: x}\n  versions: ["1.0"]\n',
    );
    const { report } = await run([at('db-checkout')]);
    expect(report.sources).toEqual([{ name: 'file:db-checkout', read: 1, dropped: 0, passed: 1 }]);
    expect(idsOf('x')).toEqual(['PYSEC-2026-1']);
  });
});

describe('what cannot be used', () => {
  test('is counted and named, the rest is imported', async () => {
    const { report } = await run([
      write('a.jsonl', `${JSON.stringify(record('A-1', 'one'))}\nnonsense\n{"id":""}\n`),
    ]);
    expect(report.sources).toMatchObject([{ read: 3, dropped: 2 }]);
    expect(report.problems.map(({ place, code }) => [place, code])).toEqual([
      [`${at('a.jsonl')}:2`, 'not-json'],
      [`${at('a.jsonl')}:3`, 'control-character'],
    ]);
    expect(idsOf('one')).toEqual(['A-1']);
  });

  test.each<[string, () => string, string]>([
    [
      'a damaged archive',
      () => {
        const bytes = zipOf({ 'a.json': JSON.stringify(record('A-9', 'one')) });
        bytes[40] = (bytes[40] ?? 0) ^ 0xff;
        return write('bad.zip', bytes);
      },
      'unusable-source',
    ],
    [
      'an archive that is cut off',
      () => write('cut.zip', zipOf({ 'a.json': '{}' }).subarray(0, 30)),
      'unusable-source',
    ],
    ['damaged gzip', () => write('bad.jsonl.gz', gzipSync('{}').subarray(0, 12)), 'unusable-source'],
    ['a file of another kind', () => write('a.txt', 'x'), 'no-advisories'],
    ['nothing usable', () => write('none.jsonl', 'x\n'), 'no-advisories'],
    ['no such file', () => at('absent.zip'), 'not-found'],
  ])('%s leaves the store as it was', async (_what, make, code) => {
    await run([write('good.json', record('A-1', 'one'))]);
    const before = readFileSync(at('db', 'current'), 'utf8');
    await expect(run([make()])).rejects.toMatchObject({ code });
    expect(readFileSync(at('db', 'current'), 'utf8')).toBe(before);
    expect(idsOf('one')).toEqual(['A-1']);
    expect(readdirSync(at('db', 'objects')).every((name) => /^[0-9a-f]{64}\.store$/.test(name))).toBe(true);
  });

  test('told to stop, it leaves the store as it was', async () => {
    await run([write('good.json', record('A-1', 'one'))]);
    const lines = write('more.jsonl', `${JSON.stringify(record('A-2', 'one'))}\n`.repeat(5));
    await expect(run([lines], { signal: AbortSignal.abort('SIGINT') })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(idsOf('one')).toEqual(['A-1']);
  });
});

describe('several sources', () => {
  test('of one id: the record changed last wins, whichever comes first', async () => {
    const older = write('older.json', record('A-1', 'one'));
    const newer = write('newer.json', record('A-1', 'two', { modified: '2026-01-01T00:00:00.5Z' }));
    for (const paths of [
      [older, newer],
      [newer, older],
    ]) {
      await run(paths);
      expect([idsOf('one'), idsOf('two')]).toEqual([[], ['A-1']]);
    }
  });

  test('two records of one id and moment that differ are reported, and the same is kept either way', async () => {
    const a = write('a.json', record('A-1', 'one'));
    const b = write('b.json', record('A-1', 'two'));
    const first = await run([a, b]);
    const second = await run([b, a]);
    expect(first.report.problems).toMatchObject([{ code: 'duplicate-id', id: 'A-1' }]);
    expect(second.status.digest).toBe(first.status.digest);
  });

  test('are added where asked, and replaced by name; else the store is made of what is named', async () => {
    const one = write('one.json', record('A-1', 'one'));
    const two = write('two.json', record('A-2', 'two'));
    const together = await run([one, two]);
    await run([one]);
    const added = await run([two], { add: true });
    expect(added.status.digest).toBe(together.status.digest);
    write('two.json', record('A-3', 'two'));
    await run([two], { add: true });
    expect([idsOf('one'), idsOf('two')]).toEqual([['A-1'], ['A-3']]);
    await run([two]);
    expect(idsOf('one')).toEqual([]);
  });
});

describe('exploitation data', () => {
  const epss =
    '#model_version:v2025.03.14,score_date:2026-01-01T00:00:00Z\ncve,epss,percentile\nCVE-2026-0001,0.5,0.9\nCVE-2026-0002,0.25,0.8\nCVE-2026-9999,1,1\n';
  const flawed = [
    record('A-1', 'one', { aliases: ['CVE-2026-0001', 'CVE-2026-0002'] }),
    record('A-2', 'one'),
  ];

  test('reaches an advisory by any id of its flaw, and is kept by a later import', async () => {
    const lines = write('a.jsonl', flawed.map((each) => JSON.stringify(each)).join('\n'));
    const kev = write('kev.json', { vulnerabilities: [{ cveID: 'CVE-2026-0002' }] });
    await run([lines], { epss: write('epss.csv.gz', gzipSync(epss)), kev });
    await run([write('b.json', record('A-3', 'two', { aliases: ['CVE-2026-0002'] }))], { add: true });
    const store = openStore(at('db'));
    expect(store.find('PyPI', 'one')).toMatchObject([
      { epss: 0.5, knownExploited: true },
      { knownExploited: false },
    ]);
    expect(store.find('PyPI', 'two')).toMatchObject([{ epss: 0.5, knownExploited: true }]);
    store.close();
  });

  test.each([
    '',
    'cve,epss\nCVE-1,0.5\n',
    'cve,epss\nCVE-2026-0001,1.5\n',
    'CVE-2026-0001,0.5\n',
    'cve,epss\nCVE-2026-0001,x\n',
  ])('EPSS scores %j are refused', async (text) => {
    const path = write('a.json', record('A-1', 'one'));
    const given = run([path], { epss: write('epss.csv', text) });
    if (text === '') await given;
    else await expect(given).rejects.toMatchObject({ code: 'unusable-source' });
  });

  test.each(['', '[]', '{"vulnerabilities":[{"cveID":4}]}', '{"vulnerabilities":{}}'])(
    'a catalogue %j is refused',
    async (text) => {
      await expect(
        run([write('a.json', record('A-1', 'one'))], { kev: write('kev.json', text) }),
      ).rejects.toMatchObject({ code: 'unusable-source' });
    },
  );
});

describe('a store', () => {
  test('read back and compiled again is the same bytes', async () => {
    const score = await loadCvss();
    const records = Array.from(syntheticRecords(500), (each, n) => ({
      record: each,
      from: n % 3 === 0 ? [0, 1] : [1],
    }));
    const compiled = compileStore({
      records,
      sources: ['a', 'b'],
      score,
      epss: new Map([['CVE-2015-10000', 0.1]]),
      kev: new Set(),
    });
    writeFileSync(at('s'), Buffer.concat(compiled.pieces));
    expect(verifyStore(at('s'), compiled.digest)).toMatchObject({ records: 500, size: compiled.size });
    const again = compileStore({ ...readContent(at('s')), score });
    expect(again.digest).toBe(compiled.digest);
    expect(() => verifyStore(at('s'), '0'.repeat(64))).toThrow(/run custody db sync/);
  });

  test('is not switched to where another was meanwhile', async () => {
    const score = await loadCvss();
    const make = (count: number) =>
      compileStore({
        records: Array.from(syntheticRecords(count), (each) => ({ record: each, from: [0] })),
        sources: ['s'],
        score,
      });
    const base = baseOf(at('db'));
    await installStore(at('db'), make(1), { synced: NOW, base });
    const { digest } = currentOf(at('db'));
    await expect(installStore(at('db'), make(2), { synced: NOW, base })).rejects.toMatchObject({
      code: 'changed',
    });
    expect(currentOf(at('db')).digest).toBe(digest);
  });

  test('two at once: one wins, none is broken', async () => {
    const paths = ['one', 'two'].map((name) => write(`${name}.json`, record(`A-${name}`, name)));
    const outcomes = await Promise.allSettled(paths.map((path) => run([path])));
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    const { path, digest } = currentOf(at('db'));
    expect(verifyStore(path, digest).records).toBe(1);
  });

  test('that is damaged on disk is written again by the same import', async () => {
    const path = write('a.json', record('A-1', 'one'));
    await run([path]);
    const object = currentOf(at('db')).path;
    const bytes = readFileSync(object);
    bytes[bytes.length - 10] = 0;
    writeFileSync(object, bytes);
    expect(() => verifyStore(object)).toThrow(/advisory store/);
    await run([path]);
    expect(idsOf('one')).toEqual(['A-1']);
  });

  test.each([
    '',
    '{',
    '{"format":"custody-advisories/1","digest":"../../etc/passwd","synced":"2026-01-01T00:00:00Z"}',
    '{"format":"other"}',
  ])('whose pointer is %j is an error, and mended by an import', async (text) => {
    const path = write('a.json', record('A-1', 'one'));
    await run([path]);
    writeFileSync(at('db', 'current'), text);
    expect(() => openStore(at('db'))).toThrow(/run custody db sync/);
    await run([path]);
    expect(idsOf('one')).toEqual(['A-1']);
  });
});

const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const snapshot = join(data, 'pypa-advisories-2024-10-10.jsonl.gz');
if (!existsSync(snapshot))
  process.stderr.write(`${snapshot} is absent: the import of the PyPA database is not tested\n`);

test.skipIf(!existsSync(snapshot))('the PyPA database: every record is in the store', async () => {
  const { status, report } = await run([snapshot]);
  expect(report.sources).toMatchObject([{ read: 2661, dropped: 0 }]);
  expect(report.counts.map(({ code, count }) => [code, count])).toEqual([
    ['timestamp', 1],
    ['duplicate-value', 2],
    ['name-not-canonical', 1],
  ]);
  expect(status.counts).toEqual([{ ecosystem: 'PyPI', records: 2661 }]);
  const { records } = readContent(currentOf(at('db')).path);
  expect(
    records.reduce((sum, each) => sum + (each.record.affected[0]?.versions.length ?? 0), 0),
  ).toBeGreaterThan(140_000);
});
