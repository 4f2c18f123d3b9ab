import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, hash, sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import {
  DSSEBundleBuilder,
  FulcioSigner,
  MessageSignatureBundleBuilder,
  RekorWitness,
  TSAWitness,
} from '@sigstore/sign';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { Updater } from 'tuf-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCertificate } from '../certificate/certificate.ts';
import { utf8Of } from '../der/values.ts';
import { contents, wholeDer } from '../der/read.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { canonicalJson } from './canonical.ts';
import { issueToken } from './token.ts';
import { type Served, serve } from './testing/serve.ts';
import { SERVICE, trustedRootOf } from './trusted-root.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;
if (!openssl)
  process.stderr.write('skipped: there is no openssl to hold certificates and timestamps against\n');
const withOpenSsl = test.skipIf(!openssl);

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

let scratch = '';
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'custody-authority-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const PERSON = { iss: 'https://accounts.example', sub: '1', email: 'a@b.example', email_verified: true };
const WORKFLOW = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:acme/widget:ref:refs/tags/v1',
  job_workflow_ref: 'acme/builders/.github/workflows/build.yml@refs/tags/v2',
  job_workflow_sha: 'b'.repeat(40),
  runner_environment: 'github-hosted',
  repository: 'acme/widget',
  sha: 'a'.repeat(40),
  ref: 'refs/tags/v1',
  repository_id: 12,
  repository_owner: 'acme',
  repository_owner_id: '34',
  workflow: 'Release',
  workflow_ref: 'acme/widget/.github/workflows/release.yml@refs/tags/v1',
  workflow_sha: 'a'.repeat(40),
  event_name: 'push',
  run_id: '56',
  run_attempt: '1',
  repository_visibility: 'public',
  environment: 'pypi',
};
const artifact = {
  data: Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}'),
  type: 'application/vnd.in-toto+json',
};

const parts = (claims: object, rekor: 1 | 2) => ({
  signer: new FulcioSigner({
    fulcioBaseURL: `${served.url}${SERVICE.fulcio}`,
    identityProvider: { getToken: async () => served.authority.token({ ...claims }) },
  }),
  witnesses: [
    new RekorWitness({
      rekorBaseURL: `${served.url}${rekor === 1 ? SERVICE.rekor1 : SERVICE.rekor2}`,
      majorApiVersion: rekor,
      entryType: 'dsse',
    }),
    new TSAWitness({ tsaBaseURL: `${served.url}${SERVICE.tsa}` }),
  ],
});

const verifier = () =>
  new Verifier(
    toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(canonicalJson(trustedRootOf(served.state))))),
    {
      tlogThreshold: 1,
      ctlogThreshold: 1,
      timestampThreshold: 1,
    },
  );

describe('standard clients sign with it, and verify what they signed', () => {
  test.each([1, 2] as const)('an envelope, with Rekor v%i', async (rekor) => {
    const bundle = await new DSSEBundleBuilder(parts(PERSON, rekor)).create(artifact);
    const signer = verifier().verify(toSignedEntity(bundle));
    expect(signer.identity).toMatchObject({
      subjectAlternativeName: 'a@b.example',
      extensions: { issuer: PERSON.iss },
    });
    expect(bundle.verificationMaterial.tlogEntries[0]?.kindVersion).toEqual({
      kind: 'dsse',
      version: rekor === 1 ? '0.0.1' : '0.0.2',
    });
  });

  test.each([1, 2] as const)('a file, with Rekor v%i', async (rekor) => {
    const data = Buffer.from(`bytes for ${rekor}`);
    const bundle = await new MessageSignatureBundleBuilder(parts(PERSON, rekor)).create({ data });
    expect(verifier().verify(toSignedEntity(bundle, data)).identity?.subjectAlternativeName).toBe(
      'a@b.example',
    );
    expect(() => verifier().verify(toSignedEntity(bundle, Buffer.from('other')))).toThrow();
  });

  test('many at once: every entry keeps its place', async () => {
    const bundles = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        new DSSEBundleBuilder(parts(PERSON, 1)).create({
          data: Buffer.from(`{"n":${index}}`),
          type: artifact.type,
        }),
      ),
    );
    for (const bundle of bundles) verifier().verify(toSignedEntity(bundle));
    expect(new Set(bundles.map((each) => each.verificationMaterial.tlogEntries[0]?.logIndex)).size).toBe(12);
  });

  test('another authority of the same name does not believe them', async () => {
    const bundle = await new DSSEBundleBuilder(parts(PERSON, 1)).create({
      ...artifact,
      data: Buffer.from('{}'),
    });
    const other = await serve();
    const root = TrustedRoot.fromJSON(JSON.parse(canonicalJson(trustedRootOf(other.state))));
    await other.close();
    expect(() => new Verifier(toTrustMaterial(root)).verify(toSignedEntity(bundle))).toThrow();
  });

  test('a TUF client finds the trusted root', async () => {
    const base = `${served.url}${SERVICE.tuf}`;
    writeFileSync(
      join(scratch, 'root.json'),
      Buffer.from(await (await fetch(`${base}/1.root.json`)).arrayBuffer()),
    );
    const updater = new Updater({
      metadataDir: scratch,
      targetDir: scratch,
      metadataBaseUrl: base,
      targetBaseUrl: `${base}/targets`,
    });
    const target = await updater.getTargetInfo('trusted_root.json');
    expect(target?.length).toBe(canonicalJson(trustedRootOf(served.state)).length);
    expect(target && (await updater.downloadTarget(target))).toContain('trusted_root.json');
  });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  served.authority.handle({
    method: 'POST',
    path,
    headers: new Map(Object.entries(headers)),
    body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
  });

const textOf = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = keys.publicKey.export({ format: 'pem', type: 'spki' });

const askFor = (token: string, challenge: string) =>
  post(`${SERVICE.fulcio}/api/v2/signingCert`, {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: pem },
      proofOfPossession: sign('sha256', Buffer.from(challenge), keys.privateKey).toString('base64'),
    },
  });

describe('certificates', () => {
  const issue = async (claims: object, challenge: string): Promise<readonly string[]> => {
    const { status, body } = await askFor(served.authority.token({ ...claims }), challenge);
    expect(status).toBe(200);
    const answer = JSON.parse(textOf(body)) as {
      signedCertificateEmbeddedSct: { chain: { certificates: string[] } };
    };
    return answer.signedCertificateEmbeddedSct.chain.certificates;
  };

  test('of a workflow carry every extension that Fulcio documents', async () => {
    const [leaf = ''] = await issue(WORKFLOW, WORKFLOW.sub);
    const certificate = new X509Certificate(leaf);
    expect(certificate.subjectAltName).toBe(`URI:https://github.com/${WORKFLOW.job_workflow_ref}`);
    const { extensions } = readCertificate(certificate.raw);
    const claim = (number: number): string => {
      const value = extensions.get(`1.3.6.1.4.1.57264.1.${number}`)?.value ?? Buffer.alloc(0);
      return utf8Of(number < 8 ? value : contents(wholeDer(value)));
    };
    const github = 'https://github.com';
    expect([1, 2, 3, 4, 5, 6].map(claim)).toEqual([
      WORKFLOW.iss,
      'push',
      WORKFLOW.sha,
      'Release',
      'acme/widget',
      'refs/tags/v1',
    ]);
    expect(Array.from({ length: 16 }, (_, index) => claim(index + 8))).toEqual([
      WORKFLOW.iss,
      `${github}/${WORKFLOW.job_workflow_ref}`,
      WORKFLOW.job_workflow_sha,
      'github-hosted',
      `${github}/acme/widget`,
      WORKFLOW.sha,
      'refs/tags/v1',
      '12',
      `${github}/acme`,
      '34',
      `${github}/${WORKFLOW.workflow_ref}`,
      WORKFLOW.workflow_sha,
      'push',
      `${github}/acme/widget/actions/runs/56/attempts/1`,
      'public',
      'pypi',
    ]);
  });

  test('of a GitLab pipeline name its configuration', async () => {
    const claims = {
      iss: 'https://gitlab.example',
      sub: 'x',
      ci_config_ref_uri: 'gitlab.example/a/b//.gitlab-ci.yml@refs/heads/main',
      project_path: 'a/b',
      job_id: '7',
    };
    const [leaf = ''] = await issue(claims, 'x');
    expect(new X509Certificate(leaf).subjectAltName).toBe(`URI:https://${claims.ci_config_ref_uri}`);
  });

  withOpenSsl('are a chain that OpenSSL verifies', async () => {
    const [leaf = '', issuing = '', root = ''] = await issue(PERSON, PERSON.email);
    for (const [name, text] of Object.entries({ leaf, issuing, root }))
      writeFileSync(join(scratch, name), text);
    const said = execFileSync(
      'openssl',
      [
        'verify',
        '-CAfile',
        join(scratch, 'root'),
        '-untrusted',
        join(scratch, 'issuing'),
        '-purpose',
        'any',
        '-x509_strict',
        join(scratch, 'leaf'),
      ],
      { encoding: 'utf8' },
    );
    expect(said).toContain('OK');
  });

  withOpenSsl('are issued on a signing request, with the token as bearer', async () => {
    writeFileSync(join(scratch, 'key'), keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const request = execFileSync('openssl', ['req', '-new', '-key', join(scratch, 'key'), '-subj', '/CN=x'], {
      encoding: 'utf8',
    });
    const ask = (text: string) =>
      post(
        `${SERVICE.fulcio}/api/v2/signingCert`,
        { certificateSigningRequest: Buffer.from(text).toString('base64') },
        { authorization: `Bearer ${served.authority.token(PERSON)}` },
      );
    expect((await ask(request)).status).toBe(200);
    const bytes = Buffer.from(request.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const forged = request.replace(/-\n[^-]+\n-/, () => `-\n${bytes.toString('base64')}\n-`);
    expect((await ask(forged)).status).toBe(401);
    expect((await ask('nonsense')).status).toBe(400);
  });
});

describe('tokens that are refused, and never repeated', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const cases: Readonly<Record<string, () => string>> = {
    'signed by another': () => issueToken(other, PERSON, Date.now(), 600),
    expired: () => issueToken(served.state.keys.token, PERSON, Date.now() - 700_000, 600),
    'not valid yet': () => issueToken(served.state.keys.token, PERSON, Date.now() + 700_000, 600),
    'for another audience': () => served.authority.token({ ...PERSON, aud: 'pypi' }),
    'an address that is not verified': () => served.authority.token({ ...PERSON, email_verified: false }),
    'of nobody': () => served.authority.token({ iss: 'x', sub: 'y' }),
    'without a signature': () => served.authority.token(PERSON).replace(/[^.]*$/, ''),
    'with alg none': () => {
      const [, body = ''] = served.authority.token(PERSON).split('.');
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.AA`;
    },
    'with more parts': () => `${served.authority.token(PERSON)}.AA`,
  };
  test.each(Object.keys(cases))('%s', async (name) => {
    const token = cases[name]?.() ?? '';
    const { status, body } = await askFor(token, PERSON.email);
    expect(status).toBe(401);
    for (const secret of token.split('.').filter((each) => each.length > 8))
      expect(textOf(body)).not.toContain(secret);
  });

  test('and so is a client that does not hold the key', async () => {
    expect((await askFor(served.authority.token(PERSON), 'another challenge')).status).toBe(401);
  });
});

describe('the logs', () => {
  const payload = Buffer.from('{"once":true}');
  const signature = sign('sha256', preAuthEncoding('t', payload), keys.privateKey).toString('base64');
  const envelope = (sig = signature) => ({
    payloadType: 't',
    payload: payload.toString('base64'),
    signatures: [{ sig, keyid: '' }],
  });
  const v1 = (sig?: string) => ({
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      proposedContent: {
        envelope: JSON.stringify(envelope(sig)),
        verifiers: [Buffer.from(pem).toString('base64')],
      },
    },
  });
  const wrong = sign('sha256', Buffer.from('x'), keys.privateKey).toString('base64');

  test('an entry that is there answers 409 with its place', async () => {
    const path = `${SERVICE.rekor1}/api/v1/log/entries`;
    expect((await post(path, v1())).status).toBe(201);
    const again = await post(path, v1());
    expect([again.status, again.location]).toEqual([
      409,
      expect.stringMatching(/^\/rekor\/api\/v1\/log\/entries\/[0-9a-f]{80}$/),
    ]);
    const found = await served.authority.handle({
      method: 'GET',
      path: again.location ?? '',
      headers: new Map(),
      body: Buffer.alloc(0),
    });
    expect([found.status, textOf(found.body)]).toEqual([
      200,
      expect.stringContaining('signedEntryTimestamp'),
    ]);
  });

  test.each([
    ['a signature over something else', v1(wrong)],
    ['no signature', v1('')],
    ['another kind', { ...v1(), kind: 'rekord' }],
    ['another version', { ...v1(), apiVersion: '0.0.2' }],
    ['nothing', {}],
    ['a list', []],
    ['no JSON', Buffer.from('{')],
    ['a member twice', Buffer.from('{"kind":"dsse","kind":"dsse"}')],
  ])('refuse %s', async (_, body) => {
    expect((await post(`${SERVICE.rekor1}/api/v1/log/entries`, body)).status).toBe(400);
    expect((await post(`${SERVICE.rekor2}/api/v2/log/entries`, body)).status).toBe(400);
  });

  test('give their tiles back, as a monitor reads them', async () => {
    const get = (path: string) =>
      served.authority.handle({
        method: 'GET',
        path: `${SERVICE.rekor2}/api/v2/${path}`,
        headers: new Map(),
        body: Buffer.alloc(0),
      });
    const rawKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const verifiers = [{ keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes: rawKey } }];
    expect(
      (
        await post(`${SERVICE.rekor2}/api/v2/log/entries`, {
          dsseRequestV002: { envelope: envelope(), verifiers },
        })
      ).status,
    ).toBe(201);
    const size = Number(textOf((await get('checkpoint')).body).split('\n')[1]);
    expect(size).toBeGreaterThan(0);
    expect((await get(`tile/0/000.p/${size}`)).body).toHaveLength(32 * size);
    const entries = Buffer.from((await get(`tile/entries/000.p/${size}`)).body);
    const first = entries.subarray(2, 2 + entries.readUInt16BE(0));
    const leaf = hash('sha256', Buffer.concat([Buffer.from([0]), first]), 'buffer');
    expect(Buffer.from((await get(`tile/0/000.p/${size}`)).body).subarray(0, 32)).toEqual(leaf);
    for (const path of [
      `tile/0/000.p/${size + 1}`,
      'tile/0/000',
      'tile/0/0',
      'tile/9/000',
      'tile/0/x001/000',
    ])
      expect((await get(path)).status).toBe(404);
  });
});

describe('timestamps', () => {
  const query = (...more: string[]) => {
    writeFileSync(join(scratch, 'data'), 'stamped');
    return execFileSync('openssl', ['ts', '-query', '-data', join(scratch, 'data'), '-sha256', ...more], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };
  const TYPE = { 'content-type': 'application/timestamp-query' };

  withOpenSsl.each([[['-cert']], [['-cert', '-no_nonce']]])(
    'that OpenSSL verifies, asked with %j',
    async (more) => {
      const request = query(...more);
      const { status, type, body } = await post(SERVICE.tsa, request, TYPE);
      expect([status, type]).toEqual([201, 'application/timestamp-reply']);
      writeFileSync(join(scratch, 'query'), request);
      writeFileSync(join(scratch, 'reply'), body);
      writeFileSync(join(scratch, 'ca'), new X509Certificate(served.state.certificates.tsaRoot).toString());
      const ran = spawnSync('openssl', [
        'ts',
        '-verify',
        '-in',
        join(scratch, 'reply'),
        '-queryfile',
        join(scratch, 'query'),
        '-CAfile',
        join(scratch, 'ca'),
      ]);
      expect(`${ran.stdout.toString()}${ran.stderr.toString()}`).toContain('Verification: OK');
    },
  );

  withOpenSsl('are not given for SHA-1, a digest of another length, or noise', async () => {
    const sha1 = execFileSync('openssl', ['ts', '-query', '-digest', 'a'.repeat(40), '-sha1'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for (const body of [sha1, Buffer.from('3000', 'hex'), Buffer.alloc(0), Buffer.from('ff', 'hex')])
      expect((await post(SERVICE.tsa, body, TYPE)).status).toBe(400);
    expect((await post(SERVICE.tsa, { artifactHash: 'AAAA', hashAlgorithm: 'sha256' })).status).toBe(400);
  });
});

test('what is not there is 404', async () => {
  for (const path of [
    '/',
    '/fulcio',
    '/tuf/../x',
    '/tuf/2.root.json',
    '/rekor/api/v1/log/entries?logIndex=-1',
  ])
    expect(
      (await served.authority.handle({ method: 'GET', path, headers: new Map(), body: Buffer.alloc(0) }))
        .status,
    ).toBe(404);
});
