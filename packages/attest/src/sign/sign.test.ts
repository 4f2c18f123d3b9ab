import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes, canonicalJson, type Writable } from '../authority/canonical.ts';
import { type Served, serve } from '../authority/testing/serve.ts';
import { signingConfigOf, trustedRootOf } from '../authority/trusted-root.ts';
import { readBundle } from '../bundle/read.ts';
import type { Json } from '../json/types.ts';
import { generateKey } from '../keys/file.ts';
import { keySigner } from '../keys/signer.ts';
import { readTrustRoot } from '../trust/read.ts';
import type { TrustRoot } from '../trust/types.ts';
import { verifyEvidence } from '../verify/verify.ts';
import { readSigningConfig, type SigningServices } from './config.ts';
import { SignError, withoutTokens } from './error.ts';
import { keylessSigner } from './keyless.ts';
import { signAll, signStatement } from './sign.ts';
import type { StatementPlan } from './statement.ts';
import { ambientToken } from './token.ts';
import type { ServiceAnswer, ServiceRequest, SigningPorts } from './types.ts';

let served: Served;
let trust: TrustRoot;
/** Moved by tests that want certificates to grow old. */
let ahead = 0;
const now = () => Date.now() + ahead;

const rootOf = (state: Served['state']): TrustRoot => {
  const read = readTrustRoot(canonicalBytes(trustedRootOf(state)), { kind: 'file', path: 'root' });
  if (read.kind === 'invalid') throw new Error(read.problems[0].message);
  return read.value;
};

beforeAll(async () => {
  served = await serve({ now });
  trust = rootOf(served.state);
});
afterAll(() => served.close());

const PERSON = { iss: 'https://accounts.example', sub: '1', email: 'a@b.example', email_verified: true };

type Asked = { readonly ports: SigningPorts; readonly urls: string[]; readonly waits: number[] };

/** The authority without a network between, watched, and disturbed where a test says so. */
const world = (
  disturb: (request: ServiceRequest, count: number) => ServiceAnswer | Error | undefined = () => undefined,
): Asked => {
  const [urls, waits]: [string[], number[]] = [[], []];
  const exchange = async ({ method, url, headers, body }: ServiceRequest): Promise<ServiceAnswer> => {
    const path = url.slice(served.url.length);
    urls.push(path);
    const disturbed = disturb({ method, url, headers }, urls.filter((each) => each === path).length);
    if (disturbed instanceof Error) throw disturbed;
    const answer =
      disturbed ??
      (await served.authority.handle({
        method,
        path,
        headers: new Map(Object.entries(headers)),
        body: body ?? Buffer.alloc(0),
      }));
    const location =
      'location' in answer && answer.location !== undefined ? [['location', answer.location] as const] : [];
    return {
      status: answer.status,
      body: answer.body,
      headers: 'headers' in answer ? answer.headers : new Map(location),
    };
  };
  return { ports: { exchange, now, wait: async (time) => void waits.push(time) }, urls, waits };
};

const services = (version: 1 | 2): SigningServices => {
  const read = readSigningConfig(canonicalBytes(signingConfigOf(served.state, version)), now());
  if (read.kind === 'invalid') throw new Error(read.problems[0].message);
  return read.value;
};

const keyless = ({ ports }: Asked, token = async () => served.authority.token(PERSON)) =>
  keylessSigner(ports, { url: services(1).fulcio, token });

const file = (name: string) => ({ name, sha256: hash('sha256', name) });
const WHEEL = file('widget-1.0-py3-none-any.whl');
const SDIST = file('widget-1.0.tar.gz');

const PLANS: readonly StatementPlan[] = [
  { kind: 'publish' },
  {
    kind: 'provenance',
    predicate: {
      buildDefinition: { buildType: 'https://b.example/t', externalParameters: {} },
      runDetails: { builder: { id: 'https://b.example' } },
    },
  },
  { kind: 'sbom', predicate: { bomFormat: 'CycloneDX', specVersion: '1.6' } },
  { kind: 'sbom', predicate: { spdxVersion: 'SPDX-2.3' } },
  { kind: 'test-result', predicate: { result: 'PASSED', configuration: [] } },
  {
    kind: 'vulns',
    predicate: {
      scanner: { uri: 'pkg:pypi/x', db: { lastUpdate: '2026-01-01T00:00:00Z' }, result: [] },
      metadata: { scanStartedOn: '2026-01-01T00:00:00Z', scanFinishedOn: '2026-01-01T00:00:00Z' },
    },
  },
  { kind: 'release', purl: 'pkg:pypi/widget@1.0' },
  { kind: 'approval', gate: 'publish', at: '2026-01-01T00:00:00Z', note: 'looked at' },
];

describe('every kind of statement is signed and verifies', () => {
  for (const version of [1, 2] as const)
    test.each(PLANS)(`$kind, without a key, Rekor v${version}`, async (plan) => {
      const here = world();
      const { witnesses } = services(version);
      const { verification, attestation } = await signStatement(here.ports, {
        plan,
        subjects: [WHEEL],
        signer: keyless(here),
        witnesses,
        trust,
      });
      expect(verification).toMatchObject({
        outcome: 'holds',
        signer: { kind: 'certificate', subject: { kind: 'email', value: 'a@b.example' } },
        entries: [{ version: version === 1 ? '0.0.1' : '0.0.2' }],
      });
      expect(verification.times.length).toBe(version === 1 ? 2 : 1);
      expect(attestation !== undefined).toBe(plan.kind === 'publish' || plan.kind === 'provenance');
      // What no index of today knows is there only where nothing else tells the time.
      if (attestation !== undefined) expect(attestation.includes('"timestamps"')).toBe(version === 2);
    });

  test.each(['ed25519', 'p256'] as const)('with a key of kind %s, logged or not', async (kind) => {
    for (const witnesses of [{}, services(1).witnesses, services(2).witnesses]) {
      const signer = keySigner(generateKey(kind));
      const plan = { kind: 'approval', gate: 'g', at: '2026-01-01T00:00:00Z' } as const;
      const signed = await signStatement(world().ports, {
        plan,
        subjects: [WHEEL, SDIST],
        signer,
        witnesses,
        trust,
      });
      expect(signed.verification).toMatchObject({ outcome: 'holds', signer: { kind: 'key' } });
      expect(signed.attestation).toBeUndefined();
    }
  });

  test('of a release: each of its files, and no other', async () => {
    const here = world();
    const plan = { kind: 'release', purl: 'pkg:pypi/widget@1.0' } as const;
    const { bundle } = await signStatement(here.ports, {
      plan,
      subjects: [WHEEL, SDIST],
      signer: keyless(here),
      witnesses: services(1).witnesses,
      trust,
    });
    const read = readBundle(Buffer.from(bundle));
    if (read.kind === 'invalid') throw new Error('unreadable');
    const judge = async ({ sha256 }: typeof WHEEL) =>
      (
        await verifyEvidence({
          artifact: { digests: { sha256 } },
          evidence: read.value,
          trust,
          now: now() + 60_000,
        })
      ).outcome;
    expect(await Promise.all([WHEEL, SDIST, file('other')].map(judge))).toEqual([
      'holds',
      'holds',
      'does-not-hold',
    ]);
  });
});

describe('one certificate per run', () => {
  const plans = Array.from({ length: 10 }, (_, index) => file(`widget-1.0-py3-none-any${index}.whl`));
  const inputs = (here: Asked, signer = keyless(here)) =>
    plans.map((subject) => ({
      plan: { kind: 'sbom', predicate: { bomFormat: 'CycloneDX' } } as const,
      subjects: [subject],
      signer,
      witnesses: services(1).witnesses,
      trust,
    }));
  const issued = ({ urls }: Asked) => urls.filter((path) => path.startsWith('/fulcio')).length;

  test('serves ten signatures made at once, in the order that was asked', async () => {
    const here = world();
    const signed = await signAll(here.ports, inputs(here));
    expect(issued(here)).toBe(1);
    expect(signed.map(({ subjects }) => subjects[0]?.name)).toEqual(plans.map(({ name }) => name));
  });

  test('is renewed before it expires, once', async () => {
    const here = world();
    const all = inputs(here);
    await signAll(here.ports, all.slice(0, 2));
    ahead += 9 * 60_000;
    await signAll(here.ports, all.slice(2));
    ahead = 0;
    expect(issued(here)).toBe(2);
  });

  test('that could not be had is asked for again', async () => {
    let tries = 0;
    const here = world();
    const signer = keyless(here, async () => {
      tries += 1;
      if (tries === 1) throw new SignError('no-identity', 'not yet');
      return served.authority.token(PERSON);
    });
    await expect(signer.sign(Buffer.from('x'))).rejects.toMatchObject({ code: 'no-identity' });
    expect((await signer.sign(Buffer.from('x'))).key.kind).toBe('certificate');
  });
});

const input = (here: Asked, more: object = {}) => ({
  plan: PLANS[4] as StatementPlan,
  subjects: [WHEEL],
  signer: keyless(here),
  witnesses: services(1).witnesses,
  trust,
  ...more,
});
const answer = (
  status: number,
  body: Json | string = {},
  headers: readonly (readonly [string, string])[] = [],
) => ({
  status,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: new Map(headers),
});

describe('services that fail', () => {
  test('for a moment are asked again, later each time', async () => {
    const here = world((_, count) =>
      count === 1 ? answer(503) : count === 2 ? new Error('reset') : undefined,
    );
    expect((await signStatement(here.ports, input(here))).verification.outcome).toBe('holds');
    expect(here.waits.toSorted((a, b) => a - b)).toEqual([500, 500, 500, 1000, 1000, 1000]);
  });

  test('say when to come back', async () => {
    const here = world((_, count) => (count === 1 ? answer(429, {}, [['retry-after', '7']]) : undefined));
    await signStatement(here.ports, input(here));
    expect(here.waits).toContain(7000);
  });

  test('for good are given up on', async () => {
    const here = world(() => answer(500));
    await expect(signStatement(here.ports, input(here))).rejects.toMatchObject({ code: 'service' });
    expect(here.urls).toHaveLength(4);
  });

  test('refuse without being asked again', async () => {
    const here = world(() => answer(403, { message: 'no' }));
    await expect(signStatement(here.ports, input(here))).rejects.toThrow(/refuses: status 403: no/);
    expect(here.urls).toHaveLength(1);
  });

  test('an entry that a lost answer had logged is found', async () => {
    const signer = keySigner(generateKey('ed25519'));
    const here = world();
    const once = input(here, { signer });
    await signStatement(here.ports, once);
    expect((await signStatement(here.ports, once)).verification.outcome).toBe('holds');
    expect(here.urls.at(-1)).toMatch(/entries\/[0-9a-f]{80}$|timestamp$/);
  });
});

describe('answers that are wrong', () => {
  const only = (part: string, given: ServiceAnswer) =>
    world(({ url }) => (url.includes(part) ? given : undefined));
  test.each([
    ['no JSON', '/fulcio', answer(200, '{'), 'bad-answer'],
    ['no certificate', '/fulcio', answer(200, {}), 'bad-answer'],
    ['no entry', '/rekor', answer(201, {}), 'bad-answer'],
    ['an entry without its members', '/rekor', answer(201, { a: { body: '' } }), 'bad-answer'],
    ['a conflict with nothing', '/rekor', answer(409, {}), 'bad-answer'],
    ['too much', '/rekor', answer(201, `"${'x'.repeat(2 ** 20)}"`), 'bad-answer'],
    ['a timestamp that is none', '/tsa', answer(201, 'noise'), 'not-verified'],
  ] as const)('%s: nothing is handed out', async (_, part, given, code) => {
    const here = only(part, given);
    await expect(signStatement(here.ports, input(here))).rejects.toMatchObject({ name: 'SignError', code });
  });

  test('a certificate for another key', async () => {
    const other = world();
    let stolen: ServiceAnswer | undefined;
    const spy: SigningPorts = {
      ...other.ports,
      exchange: async (request) => {
        const got = await other.ports.exchange(request);
        if (request.url.includes('/fulcio')) stolen = got;
        return got;
      },
    };
    await signStatement(
      spy,
      input(other, {
        signer: keylessSigner(spy, {
          url: services(1).fulcio,
          token: async () => served.authority.token(PERSON),
        }),
      }),
    );
    const here = world(({ url }) => (url.includes('/fulcio') ? stolen : undefined));
    await expect(signStatement(here.ports, input(here))).rejects.toThrow(/for another key/);
  });

  test('of an authority that is not the trusted one', async () => {
    const other = await serve();
    const here = world();
    await expect(
      signStatement(here.ports, input(here, { trust: rootOf(other.state) })),
    ).rejects.toMatchObject({
      code: 'not-verified',
    });
    await other.close();
  });
});

describe('tokens', () => {
  const variables = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://id.example/token?v=1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
  };

  test('are asked of GitHub for the right audience', async () => {
    const asked: ServiceRequest[] = [];
    const ports: SigningPorts = {
      ...world().ports,
      exchange: async (request) => {
        asked.push(request);
        return answer(200, { value: 'a.b.c' });
      },
    };
    expect(await ambientToken(ports, variables)?.()).toBe('a.b.c');
    expect(asked[0]).toMatchObject({
      url: 'https://id.example/token?v=1&audience=sigstore',
      headers: { authorization: 'Bearer bearer' },
    });
  });

  test('that somebody has set come first; none is none', async () => {
    expect(await ambientToken(world().ports, { ...variables, SIGSTORE_ID_TOKEN: 'mine' })?.()).toBe('mine');
    expect(ambientToken(world().ports, {})).toBeUndefined();
    expect(ambientToken(world().ports, { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' })).toBeUndefined();
  });

  test('never stand in an error, whoever repeats them', async () => {
    const token = served.authority.token(PERSON);
    const echo = world(() => answer(400, { message: `bad token ${token}` }));
    const failures = [
      signStatement(echo.ports, input(echo, { signer: keyless(echo, async () => token) })),
      signStatement(
        world().ports,
        input(world(), { signer: keyless(world(), async () => `${token}.more.parts`) }),
      ),
      signStatement(
        world(() => new Error(`sent ${token}`)).ports,
        input(world(() => new Error(`sent ${token}`))),
      ),
    ];
    for (const failure of failures) {
      const error = (await failure.catch((reason: unknown) => reason)) as Error;
      expect(error).toBeInstanceOf(SignError);
      for (const part of token.split('.'))
        expect(`${error.stack} ${String(error.cause)}`).not.toContain(part);
    }
    expect(withoutTokens(`x ${token}, y`)).toBe('x [token], y');
  });

  test.each([
    '',
    'x',
    'a.b.c',
    `a.${Buffer.from('[]').toString('base64url')}.c`,
    `a.${Buffer.from('{}').toString('base64url')}.c`,
  ])('that are none: %j', async (token) => {
    const here = world();
    await expect(
      signStatement(here.ports, input(here, { signer: keyless(here, async () => token) })),
    ).rejects.toMatchObject({
      code: 'no-identity',
    });
    expect(here.urls).toEqual([]);
  });
});

describe('statements that are not made', () => {
  test.each([
    ['publish of no distribution', { kind: 'publish' }, [file('widget.zip.exe')]],
    ['publish of two files', { kind: 'publish' }, [WHEEL, SDIST]],
    ['of nothing', { kind: 'release', purl: 'pkg:pypi/a@1' }, []],
    ['two files of one name', { kind: 'release', purl: 'pkg:pypi/a@1' }, [WHEEL, WHEEL]],
    ['a release without a version', { kind: 'release', purl: 'pkg:pypi/a' }, [WHEEL]],
    ['a release with qualifiers', { kind: 'release', purl: 'pkg:pypi/a@1?x=y' }, [WHEEL]],
    ['provenance without a builder', { kind: 'provenance', predicate: { buildDefinition: {} } }, [WHEEL]],
    ['an SBOM of another standard', { kind: 'sbom', predicate: {} }, [WHEEL]],
    [
      'a test that passed and failed',
      { kind: 'test-result', predicate: { result: 'PASSED', configuration: [], failedTests: ['x'] } },
      [WHEEL],
    ],
    ['a scan without a database', { kind: 'vulns', predicate: { scanner: { uri: 'x' } } }, [WHEEL]],
    ['an approval of no gate', { kind: 'approval', gate: '', at: '' }, [WHEEL]],
    [
      'a digest that is none',
      { kind: 'sbom', predicate: { bomFormat: 'CycloneDX' } },
      [{ name: 'a', sha256: 'ABC' }],
    ],
  ] as const)('%s', async (_, plan, subjects) => {
    const here = world();
    await expect(signStatement(here.ports, input(here, { plan, subjects }))).rejects.toMatchObject({
      code: 'bad-statement',
    });
    expect(here.urls).toEqual([]);
  });
});

describe('signing configurations', () => {
  const config = (change: (document: { [name: string]: Writable | undefined }) => Writable) =>
    readSigningConfig(
      Buffer.from(canonicalJson(change(JSON.parse(canonicalJson(signingConfigOf(served.state, 1)))))),
      now(),
    );

  test.each([
    ['another version', () => config((all) => ({ ...all, mediaType: 'x' }))],
    ['no authority', () => config((all) => ({ ...all, caUrls: [] }))],
    [
      'an authority that has retired',
      () =>
        config((all) => ({
          ...all,
          caUrls: [
            {
              url: 'https://a.example',
              majorApiVersion: 1,
              validFor: { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' },
            },
          ],
        })),
    ],
    [
      'a log of a version to come',
      () =>
        config((all) => ({
          ...all,
          rekorTlogUrls: [
            { url: 'https://a.example', majorApiVersion: 3, validFor: { start: '2020-01-01T00:00:00Z' } },
          ],
        })),
    ],
    [
      'a URL of a file',
      () => config((all) => ({ ...all, caUrls: [{ url: 'file:///x', majorApiVersion: 1 }] })),
    ],
    ['a list', () => readSigningConfig(Buffer.from('[]'), now())],
  ])('with %s are refused', (_, read) => {
    expect(read().kind).toBe('invalid');
  });
});
