import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@stricli/core';
import { fixedClock, fixedEnvironment } from '@custody/host';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { app } from '../../app.ts';
import type { CustodyContext } from '../../context.ts';

let root = '';
let index = '';
let stop: () => void;

const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

type Ran = { readonly code: number | undefined; readonly out: string; readonly err: string };

/** Runs the command within this process, in a world of its own. */
const custody = async (args: readonly string[]): Promise<Ran> => {
  let [out, err] = ['', ''];
  const state: { stdout: unknown; stderr: unknown; exitCode?: number } = {
    stdout: { write: (text: string) => void (out += text) },
    stderr: { write: (text: string) => void (err += text) },
  };
  const text = (piece: string | Uint8Array): string =>
    typeof piece === 'string' ? piece : Buffer.from(piece).toString();
  const silent = { begin: () => {}, advance: () => {}, end: () => {} };
  const context = {
    process: state,
    clock: fixedClock('2026-02-01T00:00:00Z'),
    environment: fixedEnvironment({ HOME: root }),
    out: { write: (piece: string | Uint8Array) => void (out += text(piece)) },
    err: { write: (piece: string | Uint8Array) => void (err += text(piece)) },
    terminal: { out: false, err: false, columns: 120 },
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
  const process = state as unknown as Parameters<typeof run>[2]['process'];
  await run(app, args, { process, forCommand: () => context });
  const { exitCode: code } = state;
  // What the framework refuses has a code of its own, below 0; the process ends with 2.
  return { code: code !== undefined && code < 0 ? 2 : code, out, err };
};

const audit = (...args: readonly string[]): Promise<Ran> =>
  custody(['audit', '--db', at('db'), '--quiet', ...args]);

const OFFER: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  urllib3: { '1.26.4': [], '1.26.19': [], '2.2.0': [] },
  requests: { '2.25.1': ['urllib3<1.27,>=1.21.1'] },
  stuck: { '1.0': [], '2.0': [] },
  holder: { '1.0': ['stuck<2'], '1.1': ['stuck<2'] },
};

const fileName = (name: string, version: string): string => `${name}-${version}-py3-none-any.whl`;

const answer = (path: string): string | undefined => {
  const [, top = '', part = ''] = path.split('/');
  if (top === 'files') {
    const [name = '', version = ''] = part.split('-');
    const needs = OFFER[name]?.[version];
    return needs === undefined || !part.endsWith('.metadata')
      ? undefined
      : `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${needs.map((need) => `Requires-Dist: ${need}\n`).join('')}`;
  }
  const versions = OFFER[part];
  if (versions === undefined) return undefined;
  const files = Object.keys(versions).map((version) => ({
    filename: fileName(part, version),
    url: `/files/${fileName(part, version)}`,
    hashes: { sha256: sha(fileName(part, version)) },
    'core-metadata': true,
  }));
  return JSON.stringify({ meta: { 'api-version': '1.0' }, name: part, files });
};

const record = (id: string, name: string, fixed: string): string =>
  JSON.stringify({
    id,
    modified: new Date(Date.now() - 86_400_000).toISOString(),
    affected: [
      {
        package: { ecosystem: 'PyPI', name },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  });

const BEFORE = `# pinned\nrequests==2.25.1\nurllib3==1.26.4 --hash=sha256:${'0'.repeat(64)}  # via requests\n`;
const AFTER = BEFORE.replace(
  `1.26.4 --hash=sha256:${'0'.repeat(64)}`,
  `1.26.19 --hash=sha256:${sha(fileName('urllib3', '1.26.19'))}`,
);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'custody-audit-fix-'));
  const server = createServer((request, response) => {
    const body = answer(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200).end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  index = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`;
  stop = () => server.close();
  writeFileSync(
    at('records.jsonl'),
    `${record('PYSEC-1', 'urllib3', '1.26.19')}\n${record('PYSEC-2', 'stuck', '2.0')}\n`,
  );
  expect((await custody(['db', 'import', '--db', at('db'), '--quiet', at('records.jsonl')])).code).toBe(0);
});

afterAll(() => {
  stop();
  rmSync(root, { recursive: true });
});

beforeEach(() => {
  writeFileSync(at('r.txt'), BEFORE);
});

describe('custody audit --fix', () => {
  test('with --dry-run shows the plan and the change, and writes nothing', async () => {
    const { code, out } = await audit('--fix', '--dry-run', '--index-url', index, at('r.txt'));
    expect(code).toBe(1);
    expect(out).toContain(`${at('r.txt')}: 1 move\n  urllib3 1.26.4 -> 1.26.19 (ends PYSEC-1)\n`);
    expect(out).toContain(`--- a${at('r.txt')}\n+++ b${at('r.txt')}\n@@ -1,3 +1,3 @@\n`);
    expect(read('r.txt')).toBe(BEFORE);
  });

  test('makes the change, and a second run finds nothing to change', async () => {
    const { code, out } = await audit('--fix', '--index-url', index, at('r.txt'));
    expect(code).toBe(1);
    expect(out).toContain('Changed 1 file.');
    expect(read('r.txt')).toBe(AFTER);
    const again = await audit('--fix', '--index-url', index, at('r.txt'));
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('There is nothing to change.');
    expect(read('r.txt')).toBe(AFTER);
  });

  test('leaves everything as it is where nothing is known of other versions', async () => {
    const { out } = await audit('--fix', at('r.txt'));
    expect(out).toContain('Not changed:\n    What urllib3 1.26.19 needs is not known');
    expect(read('r.txt')).toBe(BEFORE);
  });

  test('says who blocks a fix, with an entry for the policy that then holds it', async () => {
    writeFileSync(at('b.txt'), 'holder==1.0\nstuck==1.0\n');
    const { out } = await audit('--fix', '--index-url', index, at('b.txt'));
    expect(out).toContain(
      'holder 1.0 requires stuck<2, the fix is stuck 2.0, and the newest holder 1.1 still requires it.',
    );
    const toml = /^ *\[\[ignore\]\]\n(?: {8}\S.*\n)+/m.exec(out)?.[0] ?? '';
    writeFileSync(at('held.toml'), toml);
    const held = await audit('--fix', '--index-url', index, '--policy', at('held.toml'), at('b.txt'));
    expect(held).toMatchObject({ code: 0 });
    expect(held.out).toContain('There is nothing to change.');
  });

  test('keeps a document on standard output clean', async () => {
    const { out, err } = await audit(
      '--fix',
      '--dry-run',
      '--format',
      'json',
      '--index-url',
      index,
      at('r.txt'),
    );
    expect(JSON.parse(out)).toMatchObject({ verdict: 'findings' });
    expect(err).toContain('Fix plan\n');
  });

  test.each([
    [['--dry-run'], '--dry-run belongs to --fix'],
    [['--fix', '--offline', '--index-url', 'https://i.example'], '--index-url uses the network'],
    [['--fix', '--index-url', 'file:///x'], 'expected an http or https URL'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await audit(...args, at('r.txt'));
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
