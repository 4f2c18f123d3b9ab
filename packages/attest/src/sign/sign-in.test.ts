import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { browserToken, deviceToken, googleCloudToken, type SignInPorts } from './sign-in.ts';
import type { ServiceAnswer, ServiceRequest } from './types.ts';

const ISSUER = 'https://issuer.example/auth';
const tokenOf = (claims: object): string =>
  `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

type Answer = Readonly<Record<string, unknown>> | string;
type Asked = ServiceRequest & { readonly fields: ReadonlyMap<string, string> };

/** A provider in memory: what it answers at each URL, and what it was asked. */
const world = (answers: (asked: Asked) => readonly [status: number, body: Answer] | undefined) => {
  const asked: Asked[] = [];
  const told: string[] = [];
  let now = 0;
  let back: (at: URL) => Readonly<Record<string, string>> = (at) => ({
    state: at.searchParams.get('state') ?? '',
    code: 'the-code',
  });
  const discovery = {
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/auth`,
    token_endpoint: `${ISSUER}/token`,
    device_authorization_endpoint: `${ISSUER}/device`,
  };
  const ports: SignInPorts = {
    now: () => now,
    wait: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    exchange: (request): Promise<ServiceAnswer> => {
      const fields = new Map(new URLSearchParams(Buffer.from(request.body ?? []).toString()));
      asked.push({ ...request, fields });
      const [status, body] = answers({ ...request, fields }) ?? [
        200,
        request.url.endsWith('/openid-configuration') ? discovery : {},
      ];
      const headers = new Map([['metadata-flavor', 'Google']]);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return Promise.resolve({ status, headers, body: Buffer.from(text) });
    },
    tell: (text) => void told.push(text),
    listen: () =>
      Promise.resolve({
        redirect: 'http://localhost:5/auth/callback',
        answer: () => {
          const at = new URL(/https:\S+/.exec(told.join(''))?.[0] ?? '');
          return Promise.resolve(new Map(Object.entries(back(at))));
        },
        close: () => undefined,
      }),
  };
  return { ports, asked, told, comeBack: (how: typeof back) => void (back = how), elapsed: () => now };
};

describe('signing in with a browser', () => {
  const sign = (more: { readonly nonce?: string } = {}) => {
    const made = world(({ url }) => {
      if (!url.endsWith('/token')) return undefined;
      const nonce = new URL(/https:\S+/.exec(made.told.join(''))?.[0] ?? '').searchParams.get('nonce');
      return [200, { id_token: tokenOf({ email: 'me@example.org', nonce, ...more }) }];
    });
    return made;
  };

  test('proves with the code that it is who asked (PKCE)', async () => {
    const { ports, asked, told } = sign();
    expect(await browserToken(ports, ISSUER)()).toMatch(/^eyJ/);
    const at = new URL(/https:\S+/.exec(told.join(''))?.[0] ?? '');
    expect(Object.fromEntries(at.searchParams)).toMatchObject({
      client_id: 'sigstore',
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: 'http://localhost:5/auth/callback',
    });
    const fields = asked.at(-1)?.fields ?? new Map<string, string>();
    const challenge = createHash('sha256')
      .update(fields.get('code_verifier') ?? '')
      .digest('base64url');
    expect(challenge).toBe(at.searchParams.get('code_challenge'));
    expect(fields.get('code')).toBe('the-code');
  });

  test.each([
    ['another sign-in', () => ({ state: 'x', code: 'y' }), 'another sign-in'],
    [
      'a refusal',
      (at: URL) => ({ state: at.searchParams.get('state') ?? '', error: 'access_denied' }),
      'access_denied',
    ],
  ] as const)('takes nothing from %s', async (_, how, said) => {
    const { ports, comeBack, asked } = sign();
    comeBack(how);
    await expect(browserToken(ports, ISSUER)()).rejects.toThrow(said);
    expect(asked.some(({ url }) => url.endsWith('/token'))).toBe(false);
  });

  test('takes no token of another sign-in', async () => {
    await expect(browserToken(sign({ nonce: 'other' }).ports, ISSUER)()).rejects.toThrow('another sign-in');
  });

  test('goes to no provider that says it is another, or without TLS', async () => {
    for (const change of [
      { issuer: 'https://evil.example' },
      { token_endpoint: 'http://issuer.example/token' },
    ]) {
      const { ports } = world(({ url }) =>
        url.endsWith('/openid-configuration')
          ? [
              200,
              {
                issuer: ISSUER,
                authorization_endpoint: `${ISSUER}/auth`,
                token_endpoint: `${ISSUER}/token`,
                ...change,
              },
            ]
          : undefined,
      );
      await expect(browserToken(ports, ISSUER)()).rejects.toThrow('does not say where');
    }
  });
});

describe('signing in by a code', () => {
  const begun = {
    device_code: 'dev',
    user_code: 'ABCD-EFGH',
    verification_uri: `${ISSUER}/device`,
    interval: 2,
  };

  test('waits as long as it is told to', async () => {
    const says = ['authorization_pending', 'slow_down', 'authorization_pending'];
    const { ports, told, elapsed } = world(({ url }) => {
      if (url.endsWith('/device')) return [200, begun];
      if (!url.endsWith('/token')) return undefined;
      const error = says.shift();
      return error === undefined ? [200, { id_token: tokenOf({ sub: 'me' }) }] : [400, { error }];
    });
    expect(await deviceToken(ports, ISSUER)()).toMatch(/^eyJ/);
    expect(told.join('')).toContain('ABCD-EFGH');
    expect(elapsed()).toBe(2000 + 2000 + 7000 + 7000);
  });

  test('ends where it is refused, and where nobody comes', async () => {
    const refused = (error: string) =>
      world(({ url }) =>
        url.endsWith('/device')
          ? [200, { ...begun, expires_in: 10 }]
          : url.endsWith('/token')
            ? [400, { error }]
            : undefined,
      ).ports;
    await expect(deviceToken(refused('access_denied'), ISSUER)()).rejects.toThrow('access_denied');
    await expect(deviceToken(refused('authorization_pending'), ISSUER)()).rejects.toThrow('in time');
  });
});

describe('a Google Cloud machine', () => {
  test('says who it is, to those who ask its metadata server', async () => {
    const { ports, asked } = world(() => [200, `${tokenOf({ email: 'a@b.example' })}\n`]);
    expect(await googleCloudToken(ports, 'metadata.example')()).toMatch(/^eyJ.*c2ln$/);
    expect(asked[0]?.headers['metadata-flavor']).toBe('Google');
    expect(asked[0]?.url).toContain('http://metadata.example/computeMetadata/v1/');
    expect(asked[0]?.url).toContain('audience=sigstore');
  });

  test('what answers without its mark is none, and what is no token neither', async () => {
    const { ports } = world(() => [200, 'no token']);
    await expect(googleCloudToken(ports)()).rejects.toThrow('no JSON web token');
    const other: SignInPorts = {
      ...ports,
      exchange: () => Promise.resolve({ status: 200, headers: new Map(), body: Buffer.from(tokenOf({})) }),
    };
    await expect(googleCloudToken(other)()).rejects.toThrow('no metadata server');
  });
});
