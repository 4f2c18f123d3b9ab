/** `custody verify` where it may ask: an index for provenance, a TUF repository for the trust root. All of it on loopback. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson, signingConfigOf, trustedRootOf } from '@custody/attest';
import { type Served, serve } from '../../packages/attest/src/authority/testing/serve.ts';
import { type Ran, startCustody } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const NAME = 'widget-1.0.tar.gz';
const IDENTITY = 'google:me@example.org';
const DAY = 86_400;

const dir = scratch();
let served: Served;
let index: Server;
let indexUrl = '';
/** What the index has: by path. */
let pages = new Map<string, string>();
let asked: string[] = [];

beforeAll(async () => {
  served = await serve();
  index = createServer(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.accept ?? ''} ${headers['user-agent'] ?? ''}`);
    const body = pages.get(url);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => {
    index.listen(0, '127.0.0.1', resolve);
  });
  indexUrl = `http://127.0.0.1:${(index.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await served.close();
  index.close();
});

const custody = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  startCustody(args, { cwd: dir.at(), env: { CUSTODY_CACHE: dir.at('cache'), ...env } }).ended;

beforeEach(async () => {
  [pages, asked] = [new Map(), []];
  writeFileSync(dir.at(NAME), 'a source tarball');
  const root = await fetch(`${served.url}/tuf/1.root.json`);
  writeFileSync(dir.at('root.json'), await root.text());
  writeFileSync(dir.at('trusted_root.json'), canonicalJson(trustedRootOf(served.state)));
});

const TUF = (): readonly string[] => ['--trust-root', 'root.json', '--tuf-url', `${served.url}/tuf`];

/** Puts provenance of the file into the index. */
const publish = async (): Promise<void> => {
  writeFileSync(dir.at('signing.json'), canonicalJson(signingConfigOf(served.state, 1)));
  const claims = {
    iss: 'https://accounts.google.com',
    sub: 'me',
    email: 'me@example.org',
    email_verified: true,
  };
  writeFileSync(dir.at('token'), served.authority.token(claims));
  const signed = await custody([
    'attest',
    'sign',
    '-q',
    '--signing-config=signing.json',
    '--identity-token=token',
    '--trust-root=trusted_root.json',
    NAME,
  ]);
  expect(signed.err).toBe('');
  const attestation: unknown = JSON.parse(readFileSync(dir.at(`${NAME}.publish.attestation`), 'utf8'));
  const publisher = { kind: 'Google', email: 'me@example.org' };
  pages.set(
    '/p',
    JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations: [attestation] }] }),
  );
  const files = [{ filename: NAME, url: 'x', hashes: {}, provenance: `${indexUrl}/p` }];
  pages.set('/simple/widget/', JSON.stringify({ meta: { 'api-version': '1.3' }, files }));
};

describe('provenance of an index', () => {
  test('is verified like evidence beside the file, and the report says who was asked', async () => {
    await publish();
    rmSync(dir.at(`${NAME}.publish.attestation`));
    const options = ['--trust-root', 'trusted_root.json', '--index-url', `${indexUrl}/simple`];
    const { code, out, err } = await custody(['verify', ...options, '--identity', IDENTITY, NAME]);
    expect(err).toBe('');
    expect(out).toMatch(/^ok: 1 verified\n/);
    expect(out).toContain(`${indexUrl}/p (pep740)`);
    expect(out).toContain(`network: asked ${new URL(indexUrl).host}\n`);
    expect(code).toBe(0);
    expect(asked[0]).toMatch(/^\/simple\/widget\/ application\/vnd\.pypi\.simple\.v1\+json custody\//);
  });

  test('that is none is told, and decides nothing', async () => {
    const options = ['--trust-root', 'trusted_root.json', '--index-url', `${indexUrl}/simple`];
    const { code, out } = await custody(['verify', ...options, NAME]);
    expect(out).toContain(`index: ${NAME}: the index does not know widget`);
    expect(code).toBe(3);
  });

  test('of an index that answers with nonsense: exit code 4', async () => {
    pages.set('/simple/widget/', '<!DOCTYPE html>');
    const { code, err } = await custody(['verify', '--index-url', `${indexUrl}/simple`, NAME]);
    expect(err).toContain('the index is unusable');
    expect(code).toBe(4);
  });

  test('is not asked for by an offline run', async () => {
    for (const flag of [['--online'], ['--index-url', indexUrl]])
      expect((await custody(['verify', '--offline', ...flag, NAME])).code).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('a trust root by TUF', () => {
  test('is refreshed, kept, and verified again without network; an old one is refused', async () => {
    await publish();
    const before = await custody(['verify', ...TUF(), NAME]);
    expect(before.err).toContain('run once with --online');
    expect(before.code).toBe(4);
    const online = await custody(['verify', '--online', ...TUF(), '--identity', IDENTITY, NAME]);
    expect(online.out).toMatch(
      /^trust root: refreshed now from http:\/\/127\.0\.0\.1:\d+\/tuf \(TUF\), good until /m,
    );
    expect(online.out).toMatch(/^ok: 1 verified\n/);
    const offline = await custody(['verify', ...TUF(), '--identity', IDENTITY, NAME]);
    expect(offline.out).toContain('network: offline\n');
    expect(offline.out).toMatch(/^trust root: of an earlier refresh from .* verified again, good until /m);
    expect(offline.code).toBe(0);
    const later = { SOURCE_DATE_EPOCH: String(Math.floor(Date.now() / 1000) + 30 * DAY) };
    const old = await custody(['verify', ...TUF(), NAME], later);
    expect(old.err).toContain('expired');
    expect(old.code).toBe(4);
  });

  test('that is changed where it is kept is refused, and a repository that nobody serves is told', async () => {
    const ran = await custody(['verify', '--online', ...TUF(), NAME]);
    expect(ran.code).toBe(3);
    const kept = dir.at('cache', 'tuf', readdirSync(dir.at('cache', 'tuf'))[0] ?? '');
    const text = readFileSync(kept, 'utf8');
    const { files } = JSON.parse(text) as { readonly files: Readonly<Record<string, string>> };
    const timestamp = files['timestamp.json'] ?? '';
    const forged = Buffer.from(timestamp, 'base64').toString().replace('"version":', '"version":9');
    writeFileSync(kept, text.replace(timestamp, Buffer.from(forged).toString('base64')));
    const { code, err } = await custody(['verify', ...TUF(), NAME]);
    expect(err).toContain('0 good signatures');
    expect(code).toBe(4);
    const gone = ['--trust-root', 'root.json', '--tuf-url', `${indexUrl}/nowhere`];
    const refused = await custody(['verify', '--online', ...gone, NAME]);
    expect(refused.err).toContain('the repository has no timestamp.json');
    expect(refused.code).toBe(4);
  });

  test.each([
    [['--online', '--trust-root', 'trusted_root.json'], 'a file is none that can be'],
    [['--tuf-url', 'https://tuf.invalid'], '--tuf-url needs --trust-root FILE'],
    [['--online', '--trust-root', 'cached'], 'either --trust-root cached'],
  ] as const)('%j is no usage', async (flags, said) => {
    const { code, err } = await custody(['verify', ...flags, NAME]);
    expect(err).toContain(said);
    expect(code).toBe(2);
  });
});
