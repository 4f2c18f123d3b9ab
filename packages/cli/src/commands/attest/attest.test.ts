import { hash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildApplication, buildRouteMap, run, text_en } from '@stricli/core';
import { generateKey, readEvidence, readTrustRoot, verifyEvidence, writeKey } from '@custody/attest';
import { fixedEnvironment, systemClock } from '@custody/host';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustodyContext } from '../../context.ts';
import { describeFailure, exitCodeOf } from '../../failure.ts';
import { authorityRoutes } from '../authority/routes.ts';
import { attestRoutes } from './routes.ts';

const app = buildApplication(
  buildRouteMap({ routes: { attest: attestRoutes, authority: authorityRoutes }, docs: { brief: 'x' } }),
  {
    name: 'custody',
    scanner: { caseStyle: 'allow-kebab-for-camel' },
    documentation: { caseStyle: 'convert-camel-to-kebab' },
    determineExitCode: exitCodeOf,
    localization: {
      loadText: () => ({
        ...text_en,
        exceptionWhileRunningCommand: (exception) => describeFailure(exception),
      }),
    },
  },
);

type Ran = { readonly code: number | undefined; readonly out: string; readonly err: string };

const custody = async (
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  signal = new AbortController().signal,
  hear: (said: string) => void = () => undefined,
): Promise<Ran> => {
  let [out, err] = ['', ''];
  const state: { stdout: object; stderr: object; exitCode?: number } = {
    stdout: { write: (text: string) => void (out += text) },
    stderr: { write: (text: string) => void (err += text) },
  };
  const context = {
    process: state,
    clock: systemClock,
    environment: fixedEnvironment(variables),
    out: { write: (text: string) => void (out += text) },
    err: {
      write: (text: string) => {
        err += text;
        hear(text);
      },
    },
    progress: () => ({ begin: () => {}, advance: () => {}, end: () => {} }),
    interrupts: () => ({ signal, received: () => undefined, dispose: () => {} }),
    finish: (code: number) => {
      state.exitCode = code;
    },
  } as unknown as CustodyContext;
  await run(app, [...args], { process: state as never, forCommand: () => context });
  return { code: state.exitCode, out, err };
};

let root = '';
const at = (...names: readonly string[]): string => join(root, ...names);
let stop = new AbortController();
let running: Promise<Ran> = Promise.resolve({ code: 0, out: '', err: '' });
let port = 0;

const start = async (): Promise<void> => {
  stop = new AbortController();
  running = custody(
    ['authority', 'start', '--dir', at('authority'), '--port', String(port)],
    {},
    stop.signal,
  );
  for (let tries = 0; tries < 400; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`);
      return;
    } catch {
      await wait(10);
    }
  }
};
const stopped = (): Promise<Ran> => {
  stop.abort();
  return running;
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'custody-attest-'));
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    probe.once('listening', resolve);
  });
  ({ port } = probe.address() as AddressInfo);
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  await start();
  for (const name of ['widget-1.0.tar.gz', 'widget-1.0-py3-none-any.whl', 'notes.txt'])
    writeFileSync(at(name), name);
  writeFileSync(at('phrase'), 'correct horse\n');
});
afterAll(async () => {
  await stopped();
  rmSync(root, { recursive: true, force: true });
});

const SDIST = 'widget-1.0.tar.gz';
const WHEEL = 'widget-1.0-py3-none-any.whl';
const services = () => [
  '--signing-config',
  at('authority', 'signing_config.json'),
  '--trust-root',
  at('authority', 'trusted_root.json'),
];
const token = async (): Promise<string> =>
  (await custody(['authority', 'token', '--dir', at('authority'), '--email', 'a@b.example'])).out.trim();
const sign = async (
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ran> =>
  custody(['attest', 'sign', ...args, ...services()], { SIGSTORE_ID_TOKEN: await token(), ...variables });

describe('with an authority of one s own', () => {
  test('each file gets its attestation, which verifies; a second run does not replace it', async () => {
    const { code, out, err } = await sign([at(SDIST), at(WHEEL)]);
    expect([code, err]).toEqual([0, '']);
    expect(out.match(/signed and verified, by a@b\.example/g)).toHaveLength(2);
    const trust = readTrustRoot(readFileSync(at('authority', 'trusted_root.json')), {
      kind: 'file',
      path: 'x',
    });
    const evidence = readEvidence(readFileSync(at(`${WHEEL}.publish.attestation`)));
    if (trust.kind === 'invalid' || evidence.kind === 'invalid') throw new Error('unreadable');
    const [first] = evidence.value;
    if (first === undefined) throw new Error('no evidence');
    const judge = async (name: string) => {
      const artifact = { digests: { sha256: hash('sha256', name) }, name };
      return (
        await verifyEvidence({ artifact, evidence: first, trust: trust.value, now: Date.now() + 60_000 })
      ).outcome;
    };
    expect([await judge(WHEEL), await judge(SDIST)]).toEqual(['holds', 'does-not-hold']);
    const again = await sign([at(WHEEL)]);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('publish.attestation')]);
    expect((await sign(['--force', at(WHEEL)])).code).toBe(0);
  });

  const WORKFLOW = {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:acme/widget:ref:refs/tags/v1.0',
    repository: 'acme/widget',
    repository_owner: 'acme',
    ref: 'refs/tags/v1.0',
    sha: 'a'.repeat(40),
    event_name: 'push',
    workflow_ref: 'acme/widget/.github/workflows/release.yml@refs/tags/v1.0',
    workflow_sha: 'a'.repeat(40),
    job_workflow_ref: 'acme/widget/.github/workflows/release.yml@refs/tags/v1.0',
    job_workflow_sha: 'a'.repeat(40),
    runner_environment: 'github-hosted',
    run_id: '1',
    run_attempt: '1',
  };
  const tokenFor = async (claims: object): Promise<string> => {
    writeFileSync(at('claims.json'), JSON.stringify(claims));
    return (await custody(['authority', 'token', '--dir', at('authority'), '--claims', at('claims.json')]))
      .out;
  };

  test('provenance needs no predicate where the token of a CI job tells it', async () => {
    writeFileSync(at('job.token'), await tokenFor(WORKFLOW));
    const signing = ['attest', 'sign', '-q', ...services(), '--kind', 'provenance', '--force'];
    const { code, err } = await custody([...signing, '--identity-token', at('job.token'), at(WHEEL)]);
    expect([code, err]).toEqual([0, '']);
    const { envelope } = JSON.parse(readFileSync(at(`${WHEEL}.slsa.attestation`), 'utf8')) as {
      readonly envelope: { readonly statement: string };
    };
    expect(JSON.parse(Buffer.from(envelope.statement, 'base64').toString())).toMatchObject({
      predicate: {
        buildDefinition: { externalParameters: { workflow: { path: '.github/workflows/release.yml' } } },
      },
    });
    const person = await custody([...signing, at(WHEEL)], { SIGSTORE_ID_TOKEN: await token() });
    expect([person.code, person.err]).toEqual([2, expect.stringContaining('say --predicate')]);
  });

  test('a person signs in with a browser; a machine of Google’s is asked who it is', async () => {
    const person = {
      iss: 'https://issuer.example',
      sub: 'me',
      email: 'me@example.org',
      email_verified: true,
    };
    let nonce = '';
    const provider = createServer((request, response) => {
      const issuer = `http://${request.headers.host ?? ''}`;
      const answers: Readonly<Record<string, () => Promise<string>>> = {
        '/.well-known/openid-configuration': () =>
          Promise.resolve(
            JSON.stringify({ issuer, authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t` }),
          ),
        '/t': async () => JSON.stringify({ id_token: (await tokenFor({ ...person, nonce })).trim() }),
      };
      const answer = answers[request.url ?? ''] ?? (() => tokenFor(person));
      void answer().then((text) => response.writeHead(200, { 'metadata-flavor': 'Google' }).end(text));
    });
    await new Promise<void>((resolve) => {
      provider.listen(0, '127.0.0.1', resolve);
    });
    const host = `127.0.0.1:${(provider.address() as AddressInfo).port}`;
    try {
      const config = JSON.parse(readFileSync(at('authority', 'signing_config.json'), 'utf8')) as object;
      const validFor = { start: '2020-01-01T00:00:00Z' };
      const oidcUrls = [{ url: `http://${host}`, majorApiVersion: 1, validFor, operator: 'x' }];
      writeFileSync(at('oidc.json'), JSON.stringify({ ...config, oidcUrls }));
      const trust = ['--trust-root', at('authority', 'trusted_root.json'), '--force', '-q', at(SDIST)];
      const signing = ['attest', 'sign', '--signing-config', at('oidc.json'), ...trust];
      const browser = (said: string): void => {
        const url = URL.parse(/http:\S+/.exec(said)?.[0] ?? '');
        if (url === null) return;
        nonce = url.searchParams.get('nonce') ?? '';
        const state = url.searchParams.get('state') ?? '';
        void fetch(`${url.searchParams.get('redirect_uri') ?? ''}?state=${state}&code=c`);
      };
      const signed = await custody([...signing, '--identity-from', 'browser'], {}, undefined, browser);
      expect(signed.err).toMatch(/^Open this in a browser on this machine to sign in:/);
      expect([signed.code, signed.out]).toEqual([0, expect.stringContaining('by me@example.org')]);
      const machine = await custody([...signing, '--identity-from', 'google-cloud'], {
        GCE_METADATA_HOST: host,
        // Nothing of the machine's own goes through a proxy.
        HTTP_PROXY: '',
      });
      expect([machine.code, machine.err]).toEqual([0, '']);
      const none = await custody([
        'attest',
        'sign',
        ...services(),
        '-q',
        at(SDIST),
        '--identity-from',
        'code',
      ]);
      expect([none.code, none.err]).toEqual([
        4,
        expect.stringContaining('the identity provider at 127.0.0.1'),
      ]);
    } finally {
      provider.closeAllConnections();
      provider.close();
    }
  });

  test('a release is one statement of all its files', async () => {
    const { code, out } = await sign([
      '--kind',
      'release',
      '--purl',
      'pkg:pypi/widget@1.0',
      at(SDIST),
      at(WHEEL),
    ]);
    expect([code, out.split('✓').length]).toEqual([0, 3]);
    const [one, other] = [SDIST, WHEEL].map((name) =>
      readFileSync(at(`${name}.release.sigstore.json`), 'utf8'),
    );
    expect(one).toBe(other);
  });

  test('a key of one s own signs, logged or not; its file is for its owner alone', async () => {
    const made = await custody(['attest', 'keygen', at('my.key'), '--passphrase-file', at('phrase')]);
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/key:[0-9a-f]{64}\n$/)]);
    expect(statSync(at('my.key')).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(at('my.key'));
    expect((await custody(['attest', 'keygen', at('my.key')])).code).toBe(2);
    expect(readFileSync(at('my.key'))).toEqual(bytes);
    writeFileSync(at('other.key.pub'), 'of somebody else');
    expect((await custody(['attest', 'keygen', at('other.key')])).code).toBe(2);
    expect(existsSync(at('other.key'))).toBe(false);
    // Opening the real one costs what a guess does; once is enough.
    writeFileSync(at('cheap.key'), await writeKey(generateKey('p256'), 'correct horse', 2 ** 15));
    const approve = [
      '--kind',
      'approval',
      '--gate',
      'publish',
      '--key',
      at('cheap.key'),
      '--force',
      at(SDIST),
    ];
    for (const log of [[], ['--no-log']]) {
      const { code, out } = await sign([...log, ...approve, '--passphrase-file', at('phrase')]);
      expect([code, out]).toEqual([0, expect.stringMatching(/by key:[0-9a-f]{64}\n/)]);
    }
    const wrong = await sign(approve, { CUSTODY_KEY_PASSPHRASE: 'incorrect horse' });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('passphrase is wrong')]);
    expect((await sign(approve)).err).toContain('there is no passphrase');
  });

  test.each([
    ['no identity', [SDIST], { SIGSTORE_ID_TOKEN: '' }, 2],
    ['a file that is no distribution', ['notes.txt'], {}, 2],
    ['a predicate that is missing', ['--kind', 'sbom', SDIST], {}, 2],
    ['a flag that the kind does not take', ['--purl', 'pkg:pypi/a@1', SDIST], {}, 2],
    ['an agent that is not there', ['--ssh-key', 'x', SDIST], {}, 2],
    ['two signers', ['--ssh-key', 'x', '--key', 'y', SDIST], {}, 2],
    ['no log for a certificate', ['--no-log', SDIST], {}, 2],
    ['a file that is not there', ['absent-1.0.tar.gz'], {}, 2],
  ] as const)('%s: nothing is signed', async (_, args, variables, expected) => {
    const before = readdirSync(root).toSorted();
    const paths = args.map((each) => (/\.(gz|txt)$/.test(each) ? at(each) : each));
    const { code, err } = await sign(['--force', ...paths], variables);
    expect([code, err.startsWith('custody: ')]).toEqual([expected, true]);
    expect(readdirSync(root).toSorted()).toEqual(before);
  });

  test('a token that is refused is not repeated', async () => {
    const bad = `${(await token()).slice(0, -8)}AAAAAAAA`;
    const { code, out, err } = await sign(['--force', at(SDIST)], { SIGSTORE_ID_TOKEN: bad });
    expect(code).toBe(4);
    for (const part of bad.split('.')) expect(out + err).not.toContain(part);
  });

  test('preflight says what an index will refuse', async () => {
    const { code, out } = await custody(
      ['attest', 'preflight', at('notes.txt'), '--signing-config', at('authority', 'signing_config.json')],
      { SIGSTORE_ID_TOKEN: await token() },
    );
    expect(code).toBe(1);
    expect(out).toMatch(/✓ identity-token.*\n✗ issuer.*\n.*\n✗ subject-name/);
    expect((await custody(['attest', 'preflight'], { GITHUB_ACTIONS: 'true' })).out).toContain(
      'id-token: write',
    );
  });

  test('the logs outlive the process; a changed past does not', async () => {
    const size = async () =>
      ((await (await fetch(`http://127.0.0.1:${port}/rekor/api/v1/log`)).json()) as { treeSize: number })
        .treeSize;
    const before = await size();
    expect(before).toBeGreaterThan(3);
    expect((await stopped()).code).toBe(0);
    const log = at('authority', 'rekor1.log');
    // What a loss of power left of a line was never answered for.
    appendFileSync(log, '17 AAA');
    await start();
    expect(await size()).toBe(before);
    await stopped();
    const text = readFileSync(log, 'utf8');
    writeFileSync(log, text.split('\n').slice(1).join('\n'));
    const refused = await custody(['authority', 'start', '--dir', at('authority')]);
    expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('had committed to')]);
    writeFileSync(log, text);
    await start();
    expect(await size()).toBe(before);
  });

  test('an authority that is damaged, a port that is taken', async () => {
    const state = at('authority', 'authority.json');
    expect(statSync(state).mode & 0o777).toBe(0o600);
    const taken = await custody(['authority', 'start', '--dir', at('other'), '--port', String(port)]);
    expect([taken.code, taken.err]).toEqual([4, expect.stringContaining('EADDRINUSE')]);
    writeFileSync(at('other', 'authority.json'), '{}');
    expect((await custody(['authority', 'start', '--dir', at('other')])).code).toBe(4);
    expect((await custody(['authority', 'token', '--dir', at('none'), '--email', 'a'])).code).toBe(4);
  });
});
