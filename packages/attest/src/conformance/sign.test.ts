import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash } from 'node:crypto';
import { canonicalJson } from '../authority/canonical.ts';
import { type Served, serve } from '../authority/testing/serve.ts';
import { signingConfigOf, trustedRootOf } from '../authority/trusted-root.ts';
import { statementOf } from '../verify/testing/bundle.ts';
import { type ConformancePorts, runConformance } from './run.ts';

const ISSUER = 'https://issuer.example';
const WHO = ['--certificate-identity', 'me@example.org', '--certificate-oidc-issuer', ISSUER];
const files = new Map<string, Uint8Array>();
const put = (path: string, text: string): void => void files.set(path, Buffer.from(text));
let served: Served;
let token = '';

const ports = (): ConformancePorts => ({
  readFile: (path) => {
    const found = files.get(path);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return found;
  },
  exists: (path) => files.has(path),
  now: Date.now() + 60_000,
  writeFile: put,
  signing: {
    now: Date.now,
    wait: () => Promise.resolve(),
    exchange: async ({ url, method, headers, body }) => {
      const sent = body === undefined ? {} : { body: Buffer.from(body) };
      const answer = await fetch(url, { method, headers, ...sent });
      const given = new Map(answer.headers.entries());
      return { status: answer.status, headers: given, body: new Uint8Array(await answer.arrayBuffer()) };
    },
  },
});

const sign = (...more: readonly string[]) =>
  runConformance(
    ['sign-bundle', '--identity-token', token, '--bundle', 'b', '--trusted-root', 'root', ...more],
    ports(),
  );
const verify = (what: string) =>
  runConformance(['verify-bundle', '--bundle', 'b', ...WHO, '--trusted-root', 'root', what], ports());

beforeAll(async () => {
  served = await serve();
  put('root', canonicalJson(trustedRootOf(served.state)));
  for (const version of [1, 2] as const)
    put(`config${version}`, canonicalJson(signingConfigOf(served.state, version)));
  put('a.txt', 'a file');
  put('b.txt', 'another file');
  put('statement', JSON.stringify(statementOf('a.txt', hash('sha256', 'a file', 'hex'))));
  token = served.authority.token({ iss: ISSUER, sub: 'me', email: 'me@example.org', email_verified: true });
});
afterAll(() => served.close());

describe('sign-bundle, against an authority of one’s own', () => {
  test.each([
    ['a file', 1, ['a.txt'], 'messageSignature', { kind: 'hashedrekord', version: '0.0.1' }],
    ['a file', 2, ['a.txt'], 'messageSignature', { kind: 'hashedrekord', version: '0.0.2' }],
    ['a statement', 1, ['--in-toto', 'statement'], 'dsseEnvelope', { kind: 'dsse', version: '0.0.1' }],
    [
      'a statement',
      2,
      ['--in-toto', 'statement'],
      'dsseEnvelope',
      { kind: 'hashedrekord', version: '0.0.2' },
    ],
  ] as const)(
    '%s, Rekor v%d: the bundle verifies, by path and by digest',
    async (_, version, args, member, kind) => {
      expect(await sign('--signing-config', `config${version}`, ...args)).toMatchObject({ exitCode: 0 });
      const bundle = JSON.parse(Buffer.from(files.get('b') ?? []).toString()) as {
        readonly verificationMaterial: { readonly tlogEntries: readonly { readonly kindVersion: object }[] };
      };
      expect(bundle).toHaveProperty(member);
      expect(bundle.verificationMaterial.tlogEntries[0]?.kindVersion).toEqual(kind);
      expect((await verify('a.txt')).exitCode).toBe(0);
      expect((await verify(`sha256:${hash('sha256', 'a file', 'hex')}`)).exitCode).toBe(0);
      expect((await verify('b.txt')).exitCode).toBe(1);
    },
  );

  test('what cannot be signed says why', async () => {
    const config = ['--signing-config', 'config1'];
    expect(await sign(...config, '--in-toto', 'a.txt')).toMatchObject({ exitCode: 1 });
    expect(await sign('--signing-config', 'a.txt', 'a.txt')).toMatchObject({ exitCode: 1 });
    expect(await sign(...config)).toMatchObject({ exitCode: 2 });
    const { signing: _, ...offline } = ports();
    const args = ['sign-bundle', '--identity-token', token, '--bundle', 'b', 'a.txt'];
    expect(await runConformance(args, offline)).toMatchObject({ exitCode: 2 });
  });
});
