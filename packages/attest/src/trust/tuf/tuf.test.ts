import { createPublicKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import { HostError, type HttpPort } from '@custody/host';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../json/types.ts';
import { trustedRootJson } from '../../verify/testing/world.ts';
import { canonicalJson } from './canonical.ts';
import { cachedTrustRoot, refreshTrustRoot } from './refresh.ts';

const NOW = Date.UTC(2026, 5, 1);
const LATER = '2026-07-01T00:00:00Z';
const URL = 'https://tuf.example';

type Signer = { readonly id: string; readonly key: KeyObject };

const signer = (id: string, kind: 'ec' | 'ed25519'): Signer => ({
  id,
  key:
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      : generateKeyPairSync('ed25519').privateKey,
});
const keyJson = ({ key }: Signer): Json => {
  const publicKey = createPublicKey(key);
  if (key.asymmetricKeyType === 'ed25519') {
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw } };
  }
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem } };
};
const signed = (body: Json, ...signers: readonly Signer[]): Buffer => {
  const bytes = Buffer.from(canonicalJson(body) ?? '');
  const signatures = signers.map(({ id, key }) => ({
    keyid: id,
    sig: sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, key).toString('hex'),
  }));
  return Buffer.from(JSON.stringify({ signatures, signed: body }));
};

const a = signer('a', 'ec');
const b = signer('b', 'ed25519');
const c = signer('c', 'ed25519');
const stranger = signer('a', 'ec');

const rootBody = (
  version: number,
  more: { readonly signers?: readonly Signer[]; readonly expires?: string } = {},
): Json => {
  const { signers = [a, b], expires = LATER } = more;
  const role = { keyids: signers.map(({ id }) => id), threshold: 2 };
  const online = { keyids: ['c'], threshold: 1 };
  return {
    _type: 'root',
    spec_version: '1.0',
    version,
    expires,
    consistent_snapshot: true,
    keys: Object.fromEntries([...signers, c].map((each) => [each.id, keyJson(each)])),
    roles: { root: role, targets: role, snapshot: online, timestamp: online },
  };
};

type Options = {
  readonly target?: Buffer;
  readonly version?: number;
  readonly expires?: string;
  readonly by?: readonly Signer[];
  readonly targetsBy?: readonly Signer[];
  /** Further metadata that the snapshot names. */
  readonly more?: { readonly [name: string]: Json };
};

const TARGET = Buffer.from(JSON.stringify(trustedRootJson()));

/** The files of a repository, by path; `1.root.json` is what clients start from. */
const repository = ({
  target = TARGET,
  version = 5,
  expires = LATER,
  by = [c],
  targetsBy = [a, b],
  more = {},
}: Options = {}) => {
  const head = { spec_version: '1.0', version, expires };
  const sha256 = hash('sha256', target, 'hex');
  const targets = signed(
    {
      _type: 'targets',
      ...head,
      targets: { 'trusted_root.json': { length: target.length, hashes: { sha256 } } },
    },
    ...targetsBy,
  );
  const snapshot = signed(
    { _type: 'snapshot', ...head, meta: { ...more, 'targets.json': { version } } },
    ...by,
  );
  const timestamp = signed({ _type: 'timestamp', ...head, meta: { 'snapshot.json': { version } } }, ...by);
  return new Map<string, Uint8Array>([
    ['1.root.json', signed(rootBody(1), a, b)],
    ['timestamp.json', timestamp],
    [`${version}.snapshot.json`, snapshot],
    [`${version}.targets.json`, targets],
    [`targets/${sha256}.trusted_root.json`, target],
  ]);
};

const source = (files: ReadonlyMap<string, Uint8Array>) => ({
  url: URL,
  tufRoot: Buffer.from(files.get('1.root.json') ?? []).toString('utf8'),
});

const serve = (files: ReadonlyMap<string, Uint8Array>): HttpPort => ({
  get: async (url) => {
    const body = files.get(url.slice(URL.length + 1));
    const answer = { headers: new Map<string, string>(), url };
    return body === undefined
      ? { ...answer, status: 404, body: new Uint8Array() }
      : { ...answer, status: 200, body };
  },
  download: () => Promise.reject(new HostError('offline', 'not here')),
  close: () => undefined,
});

const first = repository();
/** What clients start from is one and the same root. */
const withRoot = (files: Map<string, Uint8Array>): Map<string, Uint8Array> =>
  files.set('1.root.json', first.get('1.root.json') ?? new Uint8Array());
const run = (files: Map<string, Uint8Array>, previous?: ReadonlyMap<string, Uint8Array>, now = NOW) =>
  refreshTrustRoot(source(first), serve(withRoot(files)), now, previous);

describe('refreshing a trust root', () => {
  test('gives the trusted root that the metadata vouches for, and what to keep', async () => {
    const result = await run(repository());
    if (result.kind === 'refused') throw new Error(result.why);
    expect(result.trust.mode).toEqual({ kind: 'tuf', url: URL, expires: '2026-07-01T00:00:00.000Z' });
    expect(result.trust.instances[0].name).toBe('fulcio.example');
    expect(result.files.size).toBe(4);
    const again = await cachedTrustRoot(source(first), result.files, NOW);
    expect(again.kind === 'trust' && again.trust.mode.kind).toBe('tuf-cache');
  });

  test('follows roots one by one, each signed by the one before', async () => {
    const d = signer('d', 'ed25519');
    const files = repository({ targetsBy: [b, d] });
    files.set('2.root.json', signed(rootBody(2, { signers: [b, d] }), a, b, d));
    expect((await run(files)).kind).toBe('trust');
    files.set('2.root.json', signed(rootBody(2, { signers: [b, d] }), b, d));
    expect(await run(files)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('2 are needed') as string,
    });
    files.set('2.root.json', signed(rootBody(3), a, b));
    expect(await run(files)).toMatchObject({ why: expect.stringContaining('version 3, not 2') as string });
  });

  const sameSigner = { ...b, id: 'a' };
  test.each<readonly [string, () => Map<string, Uint8Array>, string]>([
    ['a timestamp by a stranger', () => repository({ by: [stranger] }), '0 good signatures'],
    ['targets with one signature of two', () => repository({ targetsBy: [a] }), '1 good signatures'],
    ['one signer under two names', () => repository({ targetsBy: [b, sameSigner] }), '1 good signatures'],
    ['metadata that has expired', () => repository({ expires: '2026-05-31T00:00:00Z' }), 'expired'],
    [
      'a changed target',
      () => {
        const files = repository();
        for (const [path, bytes] of files)
          if (path.startsWith('targets/'))
            files.set(path, Buffer.concat([bytes.subarray(1), Buffer.from(' ')]));
        return files;
      },
      'another digest',
    ],
    [
      'a target that is gone',
      () => new Map([...repository()].filter(([path]) => !path.startsWith('targets/'))),
      'has no',
    ],
    [
      'a snapshot of another version',
      () => {
        const files = repository();
        files.set('5.snapshot.json', repository({ version: 4 }).get('4.snapshot.json') ?? new Uint8Array());
        return files;
      },
      'version 4, not 5',
    ],
    [
      'a trusted root without a validity start',
      () => {
        const json = trustedRootJson();
        for (const { publicKey } of json.tlogs) Reflect.deleteProperty(publicKey, 'validFor');
        return repository({ target: Buffer.from(JSON.stringify(json)) });
      },
      'validFor',
    ],
    ['no JSON', () => repository().set('timestamp.json', Buffer.from('{')), 'not JSON'],
  ])('refuses %s', async (_, make, why) => {
    expect(await run(make())).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) as string });
  });

  test('nothing older than what was seen before is taken', async () => {
    const newer = await run(repository({ version: 6 }));
    if (newer.kind === 'refused') throw new Error(newer.why);
    expect(await run(repository({ version: 5 }), newer.files)).toMatchObject({
      why: expect.stringContaining('older') as string,
    });
    expect((await run(repository({ version: 7 }), newer.files)).kind).toBe('trust');
  });

  test('nor a snapshot in which metadata of a delegation is older, or gone', async () => {
    const before = await run(repository({ version: 6, more: { 'other.json': { version: 3 } } }));
    if (before.kind === 'refused') throw new Error(before.why);
    const older = repository({ version: 7, more: { 'other.json': { version: 2 } } });
    expect(await run(older, before.files)).toMatchObject({ why: expect.stringContaining('older') as string });
    expect(await run(repository({ version: 7 }), before.files)).toMatchObject({
      why: expect.stringContaining('does not name other.json') as string,
    });
    const same = repository({ version: 7, more: { 'other.json': { version: 3 } } });
    expect((await run(same, before.files)).kind).toBe('trust');
  });

  test('a cache is verified again: what was changed or has expired is refused', async () => {
    const result = await run(repository());
    if (result.kind === 'refused') throw new Error(result.why);
    for (const path of result.files.keys()) {
      const changed = new Map(result.files);
      changed.set(
        path,
        Buffer.concat([Buffer.from(changed.get(path) ?? []), Buffer.from('\n ')]).subarray(1),
      );
      expect((await cachedTrustRoot(source(first), changed, NOW)).kind).toBe('refused');
    }
    expect(await cachedTrustRoot(source(first), result.files, Date.UTC(2027, 0, 1))).toMatchObject({
      why: expect.stringContaining('expired') as string,
    });
  });

  test('a network that fails is told as such', async () => {
    const broken: HttpPort = {
      ...serve(new Map()),
      get: () => Promise.reject(new HostError('offline', 'no network')),
    };
    await expect(refreshTrustRoot(source(first), broken, NOW)).rejects.toThrow('no network');
  });
});

test('canonical JSON sorts members, escapes two characters, and has no fractions', () => {
  expect(canonicalJson({ b: [1, true, null], a: 'x"\\\n' })).toBe('{"a":"x\\"\\\\\n","b":[1,true,null]}');
  expect(canonicalJson({ a: 1.5 })).toBe(undefined);
});
