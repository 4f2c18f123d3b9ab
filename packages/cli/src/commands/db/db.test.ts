import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@stricli/core';
import { fixedClock, fixedEnvironment } from '@custody/host';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { app } from '../../app.ts';
import type { CustodyContext } from '../../context.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'custody-db-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Ran = { readonly code: number | undefined; readonly out: string; readonly err: string };

/** Runs the command within this process, in a world of its own. */
const custody = async (
  args: readonly string[],
  now = '2026-02-01T00:00:00Z',
  variables = {},
): Promise<Ran> => {
  let [out, err] = ['', ''];
  const state: {
    stdout: { write: (text: string) => void };
    stderr: { write: (text: string) => void };
    exitCode?: number;
  } = {
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  };
  const silent = { begin: () => {}, advance: () => {}, end: () => {} };
  const context = {
    process: state,
    clock: fixedClock(now),
    environment: fixedEnvironment({ HOME: root, ...variables }),
    out: { write: (text: string) => void (out += text) },
    err: { write: (text: string) => void (err += text) },
    progress: () => silent,
    interrupts: () => ({
      signal: new AbortController().signal,
      received: () => undefined,
      dispose: () => {},
    }),
    finish: (code: number) => {
      state.exitCode = code;
    },
  } as unknown as CustodyContext;
  await run(app, ['db', ...args], { process: state, forCommand: () => context });
  return { code: state.exitCode, out, err };
};

const advisory = (more: Record<string, unknown> = {}): string => {
  const path = join(root, 'a.json');
  const affected = [{ package: { ecosystem: 'PyPI', name: 'one' }, versions: ['1.0'] }];
  writeFileSync(path, JSON.stringify({ id: 'A-1', modified: '2026-01-25T00:00:00Z', affected, ...more }));
  return path;
};
const place = (): string => join(root, '.local', 'share', 'custody', 'db');

describe('no store', () => {
  test.each([['status'], ['verify']])('%s ends with 4 and names the one command', async (command) => {
    const { code, out, err } = await custody([command]);
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^custody: there is no advisory store .*; run custody db sync\n$/);
  });

  test('and no home to put it in says how to name a place', async () => {
    expect(await custody(['status'], undefined, { HOME: '' })).toMatchObject({
      code: 4,
      err: expect.stringContaining('--db DIR') as string,
    });
  });
});

describe('import, status and verify', () => {
  test("in the person's data directory, as CUSTODY_DB says, and as --db says", async () => {
    const path = advisory();
    for (const [args, variables, directory] of [
      [[], {}, place()],
      [[], { XDG_DATA_HOME: join(root, 'data') }, join(root, 'data', 'custody', 'db')],
      [[], { CUSTODY_DB: join(root, 'named') }, join(root, 'named')],
      [['--db', join(root, 'other')], { CUSTODY_DB: join(root, 'named') }, join(root, 'other')],
    ] as const) {
      const imported = await custody(['import', path, ...args], undefined, variables);
      expect(imported).toMatchObject({ code: 0, err: '' });
      expect(imported.out).toMatch(/^✓ advisory store: last synced 2026-02-01T00:00:00Z, today\n/);
      expect(readFileSync(join(directory, 'current'), 'utf8')).toContain('custody-advisories/1');
      expect((await custody(['verify', ...args], undefined, variables)).out).toMatch(
        /^✓ sound: 1 advisories/,
      );
    }
  });

  test('tell what could not be read, made safe to print', async () => {
    const { out } = await custody(['import', advisory({ withdrawn: '\u001b[2Jnever' })]);
    expect(out).toContain('read in part: timestamp');
    expect(out).not.toContain('\u001b');
  });

  test('make releases of the commits that advisories on CPython name, by a table', async () => {
    const fixed = 'ab'.repeat(20);
    const ranges = [
      { type: 'GIT', repo: 'https://github.com/python/cpython', events: [{ introduced: '0' }, { fixed }] },
    ];
    const path = advisory({ affected: [{ ranges }] });
    const table = join(root, 'tags.txt');
    writeFileSync(table, `v3.12.4\nv3.12.5 ${fixed}\n`);
    expect((await custody(['import', path])).out).toContain('        1  no package named');
    expect((await custody(['import', path, '--cpython-tags', table])).out).toContain('        1  CPython');
    writeFileSync(table, 'main\n');
    const refused = await custody(['import', path, '--cpython-tags', table]);
    expect(refused).toMatchObject({
      code: 4,
      err: expect.stringContaining('tags.txt:1: a line begins') as string,
    });
  });

  test('as JSON', async () => {
    const imported = JSON.parse((await custody(['import', advisory(), '--format', 'json'])).out) as {
      status: { digest: string };
      report: { problems: unknown[] };
    };
    const status = JSON.parse((await custody(['status', '--format', 'json'])).out) as {
      digest: string;
      ageInDays: number;
    };
    expect(status).toMatchObject({
      digest: imported.status.digest,
      ageInDays: 0,
      counts: [{ ecosystem: 'PyPI', records: 1 }],
    });
    expect(imported.report.problems).toEqual([]);
  });

  test('say loudly that a store is old; --max-age makes it 4', async () => {
    await custody(['import', advisory()]);
    const old = await custody(['status'], '2026-02-20T00:00:00Z');
    expect(old).toMatchObject({ code: 0 });
    expect(old.out).toMatch(/^✗ old: .*19 days ago.*custody db sync/);
    expect(await custody(['status', '--max-age', '19'], '2026-02-20T00:00:00Z')).toMatchObject({ code: 0 });
    expect(await custody(['status', '--max-age', '18'], '2026-02-20T00:00:00Z')).toMatchObject({ code: 4 });
    expect(await custody(['status', '--max-age', '0'], '2026-02-01T23:59:59Z')).toMatchObject({ code: 0 });
  });

  test('a damaged store ends with 4', async () => {
    await custody(['import', advisory()]);
    const { digest } = JSON.parse(readFileSync(join(place(), 'current'), 'utf8')) as { digest: string };
    const path = join(place(), 'objects', `${digest}.store`);
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, err } = await custody(['verify']);
    expect(code).toBe(4);
    expect(err).toMatch(/^custody: the advisory store .*run custody db sync/);
  });

  test('say loudly that what a store was made of is old, whenever that was read; --max-age makes it 4', async () => {
    const old = advisory({ modified: '2024-10-10T00:00:00Z' });
    const { out, code } = await custody(['import', old]);
    expect(out).toMatch(
      /^✗ old records: .*today, but the newest advisory was changed 479 days ago.*custody db sync/,
    );
    expect(code).toBe(0);
    expect(await custody(['status', '--max-age', '400'])).toMatchObject({ code: 4 });
    expect(await custody(['status', '--max-age', '479'])).toMatchObject({ code: 0 });
    // A small database may rest: a month of it is held against nobody.
    await custody(['import', advisory({ modified: '2026-01-02T00:00:00Z' })]);
    expect(await custody(['status', '--max-age', '1'])).toMatchObject({ code: 0 });
    await custody(['import', advisory({ modified: '2026-01-01T23:00:00Z' })]);
    expect(await custody(['status', '--max-age', '1'])).toMatchObject({ code: 4 });
  });

  test('what is no advisory, or not there, ends with 2; a source that is damaged with 4; the store stays', async () => {
    await custody(['import', advisory()]);
    const write = (name: string, text: string): string => {
      writeFileSync(join(root, name), text);
      return join(root, name);
    };
    for (const path of [
      write('a.txt', 'x'),
      write('package.json', '{"name":"x"}'),
      write('none.jsonl', '\n'),
      join(root, 'absent.zip'),
    ])
      expect(await custody(['import', path]), path).toMatchObject({ code: 2, out: '' });
    expect(await custody(['import', write('cut.zip', 'PK\u0003\u0004')])).toMatchObject({ code: 4 });
    expect((await custody(['status'])).out).toContain('        1  PyPI');
  });
});

describe('sync', () => {
  test('offline, or where nobody answers, ends with 4', async () => {
    const offline = await custody(['sync', '--offline']);
    expect(offline).toMatchObject({ code: 4 });
    expect(offline.err).toContain('offline');
  });

  test.each([
    ['--url', 'ftp://x'],
    ['--ecosystem', '../x'],
    ['--max-size', '0'],
    ['--nonsense', '1'],
  ])('%s %s is not understood', async (...flag) => {
    const { code, err } = await custody(['sync', ...flag]);
    expect(code).toBeLessThan(0);
    expect(err).not.toBe('');
  });
});
