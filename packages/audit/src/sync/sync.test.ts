import { Buffer } from 'node:buffer';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createHttp,
  createProgress,
  fixedClock,
  fixedEnvironment,
  type HttpPort,
  offlineHttp,
} from '@custody/host';
import { zipOf } from '@custody/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { currentOf } from '../store/current.ts';
import { openStore } from '../store/open.ts';
import { verifyStore } from '../store/verify.ts';
import { parseModified, planSync } from './modified.ts';
import { syncAdvisories } from './sync.ts';

const clock = fixedClock('2026-02-01T00:00:00Z');
const progress = createProgress({ stream: { write: () => true }, isTTY: false, quiet: true, clock });

type Record_ = { readonly id: string; readonly modified: string; readonly name: string };

/** What a mirror of OSV has, per ecosystem; and what it was asked for. */
type Mirror = {
  records: Map<string, Record_[]>;
  readonly asked: string[];
  /** Answers in place of the true ones, by path. */
  readonly instead: Map<string, { readonly status?: number; readonly body?: string | Uint8Array }>;
};

let root = '';
let base = '';
let http: HttpPort;
let mirror: Mirror;
let stop: () => void;

const jsonOf = ({ id, modified, name }: Record_, ecosystem: string): string =>
  JSON.stringify({ id, modified, affected: [{ package: { ecosystem, name }, versions: ['1.0'] }] });

const answer = (path: string): { readonly status?: number; readonly body?: string | Uint8Array } => {
  const [, ecosystem = '', file = ''] = path.split('/').map(decodeURIComponent);
  const records = mirror.records.get(ecosystem);
  if (records === undefined) return { status: 404 };
  if (file === 'modified_id.csv')
    return { body: records.map(({ id, modified }) => `${modified},${id}\n`).join('') };
  if (file === 'all.zip')
    return {
      body: zipOf(Object.fromEntries(records.map((each) => [`${each.id}.json`, jsonOf(each, ecosystem)]))),
    };
  const found = records.find(({ id }) => `${id}.json` === file);
  return found === undefined ? { status: 404 } : { body: jsonOf(found, ecosystem) };
};

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'custody-sync-'));
  mirror = { records: new Map(), asked: [], instead: new Map() };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    mirror.asked.push(path);
    const { status = 200, body = '' } = mirror.instead.get(path) ?? answer(path);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = createHttp({
    environment: fixedEnvironment(),
    clock,
    version: 'test',
    tries: 2,
    sleep: () => Promise.resolve(),
  });
  stop = () => {
    http.close();
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => {
  stop();
  rmSync(root, { recursive: true, force: true });
});

const directory = (): string => join(root, 'db');
const sync = (more: Partial<Parameters<typeof syncAdvisories>[0]> = {}) => {
  mirror.asked.length = 0;
  return syncAdvisories({
    http,
    base,
    ecosystems: ['PyPI'],
    directory: directory(),
    now: clock.now(),
    progress,
    maxBytes: 1e8,
    ...more,
  });
};
const idsOf = (name: string, ecosystem = 'PyPI'): string[] => {
  const store = openStore(directory());
  try {
    return store.find(ecosystem, name).map(({ record }) => record.id);
  } finally {
    store.close();
  }
};
const one: Record_ = { id: 'A-1', modified: '2026-01-01T00:00:00Z', name: 'one' };
const two: Record_ = { id: 'A-2', modified: '2026-01-02T00:00:00Z', name: 'two' };
const three: Record_ = { id: 'MAL-3', modified: '2026-01-03T00:00:00Z', name: 'three' };

describe('a sync', () => {
  test('gets everything at first, then what changed, then nothing', async () => {
    mirror.records.set('PyPI', [one, two]);
    expect(await sync()).toMatchObject({ changed: true, synced: [{ way: 'archive', changed: 2 }] });
    expect(mirror.asked).toEqual(['/PyPI/modified_id.csv', '/PyPI/all.zip']);
    const { digest } = currentOf(directory());

    expect(await sync()).toMatchObject({ changed: false, synced: [{ way: 'nothing-changed' }] });
    expect(mirror.asked).toEqual(['/PyPI/modified_id.csv']);
    expect(currentOf(directory()).digest).toBe(digest);

    mirror.records.set('PyPI', [{ ...two, modified: '2026-01-05T00:00:00Z', name: 'one' }, three]);
    expect(await sync()).toMatchObject({ synced: [{ way: 'records', changed: 2, gone: 1 }] });
    expect(mirror.asked.toSorted()).toEqual(['/PyPI/A-2.json', '/PyPI/MAL-3.json', '/PyPI/modified_id.csv']);
    expect([idsOf('one'), idsOf('two'), idsOf('three')]).toEqual([['A-2'], [], ['MAL-3']]);
    expect(currentOf(directory()).previous).toBe(digest);
  });

  test('one by one ends in the same bytes as all at once', async () => {
    mirror.records.set('PyPI', [one]);
    await sync();
    mirror.records.set('PyPI', [one, two, three]);
    const stepwise = await sync();
    expect((await sync({ fresh: true })).status.digest).toBe(stepwise.status.digest);
    expect(mirror.asked).toContain('/PyPI/all.zip');
  });

  test('of several ecosystems keeps those that are not asked for', async () => {
    mirror.records.set('PyPI', [one]);
    mirror.records.set('GitHub Actions', [{ ...two, name: 'Some/Action' }]);
    const both = await sync({ ecosystems: ['PyPI', 'GitHub Actions'] });
    expect(idsOf('some/action', 'GitHub Actions')).toEqual(['A-2']);
    await sync({ ecosystems: ['PyPI'] });
    expect(idsOf('some/action', 'GitHub Actions')).toEqual(['A-2']);
    const other = await sync({ ecosystems: ['GitHub Actions', 'PyPI'], fresh: true });
    expect(other.status.digest).toBe(both.status.digest);
  });

  test('takes the archive where a changed record cannot be had alone, or is another', async () => {
    mirror.records.set('PyPI', [one]);
    await sync();
    mirror.records.set('PyPI', [one, two]);
    mirror.instead.set('/PyPI/A-2.json', { body: jsonOf({ ...three }, 'PyPI') });
    expect(await sync()).toMatchObject({ synced: [{ way: 'archive' }] });
    expect([idsOf('two'), idsOf('three')]).toEqual([['A-2'], []]);
  });

  test('says which listed records the archive does not have', async () => {
    mirror.records.set('PyPI', [one]);
    mirror.instead.set('/PyPI/modified_id.csv', {
      body: '2026-01-01T00:00:00Z,A-1\n2026-01-01T00:00:00Z,A-7\n',
    });
    const { report } = await sync();
    expect(report.problems).toMatchObject([{ code: 'missing', id: 'A-7' }]);
  });

  test('takes exploitation data from URLs', async () => {
    mirror.records.set('PyPI', [{ ...one, id: 'CVE-2026-0001' }]);
    mirror.instead.set('/epss.csv', { body: 'cve,epss,percentile\nCVE-2026-0001,0.5,0.9\n' });
    mirror.instead.set('/kev.json', { body: '{"vulnerabilities":[{"cveID":"CVE-2026-0001"}]}' });
    await sync({ epss: `${base}/epss.csv`, kev: `${base}/kev.json` });
    const store = openStore(directory());
    expect(store.find('PyPI', 'one')).toMatchObject([{ epss: 0.5, knownExploited: true }]);
    store.close();
  });

  test('beside another of the same store: each ends well or says to run again', async () => {
    mirror.records.set('PyPI', [one, two]);
    const outcomes = await Promise.allSettled([sync(), sync(), sync()]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: expect.any(String) as string });
    const { path, digest } = currentOf(directory());
    expect(verifyStore(path, digest).records).toBe(2);
  });

  test('leaves no downloads behind', async () => {
    mirror.records.set('PyPI', [one]);
    await sync();
    expect(readdirSync(join(directory(), 'downloads'))).toEqual([]);
  });

  test('mends a store that is damaged', async () => {
    mirror.records.set('PyPI', [one]);
    await sync();
    writeFileSync(currentOf(directory()).path, 'garbage');
    await sync();
    const { path, digest } = currentOf(directory());
    expect(verifyStore(path, digest).records).toBe(1);
  });
});

describe('a sync that fails leaves the store as it was', () => {
  const cut = zipOf({ 'A-1.json': jsonOf(one, 'PyPI') }).subarray(0, -30);

  test.each<[string, string, { readonly status?: number; readonly body?: string | Uint8Array }]>([
    ['an archive that is cut off', '/PyPI/all.zip', { body: cut }],
    ['an archive that is a page', '/PyPI/all.zip', { body: '<html>sign in</html>' }],
    ['no archive', '/PyPI/all.zip', { status: 404 }],
    ['a server in trouble', '/PyPI/all.zip', { status: 503 }],
    ['no list', '/PyPI/modified_id.csv', { status: 404 }],
    ['an empty list', '/PyPI/modified_id.csv', { body: '' }],
    ['a list that is a page', '/PyPI/modified_id.csv', { body: '<html>\n' }],
    ['a list with a path in it', '/PyPI/modified_id.csv', { body: '2026-01-01T00:00:00Z,../../x\n' }],
  ])('%s', async (_what, path, instead) => {
    mirror.records.set('PyPI', [one]);
    await sync();
    const before = readFileSync(join(directory(), 'current'), 'utf8');
    mirror.instead.set(path, instead);
    await expect(sync({ fresh: true })).rejects.toThrow(
      /the advisory store is as it was|answers with status|is no sound ZIP/,
    );
    expect(readFileSync(join(directory(), 'current'), 'utf8')).toBe(before);
    expect(idsOf('one')).toEqual(['A-1']);
  });

  test('stopped, offline, over the limit, or nobody there', async () => {
    mirror.records.set('PyPI', [one]);
    await expect(sync({ signal: AbortSignal.abort('SIGINT') })).rejects.toMatchObject({ code: 'aborted' });
    await expect(sync({ http: offlineHttp })).rejects.toMatchObject({ code: 'offline' });
    await expect(sync({ maxBytes: 10 })).rejects.toMatchObject({ code: 'too-large' });
    await expect(sync({ base: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: 'network' });
    expect(() => openStore(directory())).toThrow(/no advisory store.*custody db sync/);
  });
});

describe('the list of changes', () => {
  const list = (text: string) => parseModified(Buffer.from(text), 'https://example.org/list');

  test('keeps the latest moment of an id', () => {
    expect(list('2026-01-01T00:00:00Z,A\r\n2026-01-02T00:00:00.5Z,A\n2026-01-01T00:00:00Z,B')).toEqual(
      new Map([
        ['A', '2026-01-02T00:00:00.5Z'],
        ['B', '2026-01-01T00:00:00Z'],
      ]),
    );
  });

  test.each([
    'A\n',
    '2026-01-01,A\n',
    '2026-01-01T00:00:00Z,\n',
    '2026-01-01T00:00:00Z,a/b\n',
    '2026-01-01T00:00:00Z,A,B\n',
  ])('%j is refused', (text) => {
    expect(() => list(text)).toThrow(/line 1/);
  });

  test('asks again only for what is newer than what is there', () => {
    const known = new Map(['A', 'B', 'C'].map((id) => [id, { ...blank, id }]));
    const plan = planSync(
      list('2026-01-01T00:00:00Z,A\n2026-01-01T00:00:00.000001Z,B\n2025-01-01T00:00:00Z,D\n'),
      known,
    );
    expect(plan).toMatchObject({ changed: ['B', 'D'], same: [{ id: 'A' }], gone: ['C'] });
  });
});

const blank = {
  id: '',
  modified: '2026-01-01T00:00:00Z',
  aliases: [],
  upstream: [],
  related: [],
  severity: [],
  affected: [],
  references: [],
  weaknesses: [],
};
