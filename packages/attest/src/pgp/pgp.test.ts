import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import * as openpgp from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKeyring } from './keyring.ts';
import { type PgpVerification, verifyPgp } from './verify.ts';

const DAY = 86_400_000;
const DATA = Buffer.from('the bytes of a tarball\n'.repeat(50));
/** A little later than everything that is made here. */
const now = Date.now() + 3_600_000;
const gpgv = spawnSync('gpgv', ['--version']).status === 0;
if (!gpgv) process.stderr.write('skipped: there is no gpgv to agree with\n');

/** openpgp's own type names a stream in every union. */
const bytesOf = (given: unknown): Uint8Array => given as Uint8Array;

type Made = { readonly privateKey: openpgp.PrivateKey; readonly publicKey: openpgp.PublicKey };
type Options = Partial<openpgp.KeyOptions> & { readonly config?: openpgp.PartialConfig };

const make = async (options: Options = {}): Promise<Made> => {
  const key = await openpgp.generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'A', email: 'a@b.example' }],
    format: 'object',
    date: new Date(now - 100 * DAY),
    ...options,
  } as openpgp.KeyOptions & { format: 'object' });
  return key;
};

const sign = async (
  key: openpgp.PrivateKey,
  more: { readonly date?: Date; readonly config?: openpgp.PartialConfig; readonly text?: string } = {},
): Promise<Uint8Array> => {
  const message = await (more.text === undefined
    ? openpgp.createMessage({ binary: DATA })
    : openpgp.createMessage({ text: more.text }));
  const { text: _, ...rest } = more;
  const made = await openpgp.sign({
    message: message as openpgp.Message<Uint8Array>,
    signingKeys: key,
    detached: true,
    format: 'binary',
    ...rest,
  });
  return bytesOf(made);
};

const keyringOf = (...keys: readonly openpgp.Key[]) => {
  const read = readKeyring(Buffer.concat(keys.map((key) => key.toPublic().write())));
  if (read.kind === 'invalid') throw new Error(read.problems[0].message);
  return read.value;
};

const failing = ({ signatures }: PgpVerification): readonly string[] =>
  signatures.flatMap(({ steps }) => steps.filter(({ outcome }) => outcome !== 'holds').map(({ id }) => id));

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'custody-pgp-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** True where gpgv calls the signature good, and neither the key nor the signature expired or revoked. */
const gpgvSays = (key: Uint8Array, signature: Uint8Array, data: Uint8Array = DATA): boolean => {
  const path = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(scratch, name), bytes);
    return join(scratch, name);
  };
  const ran = spawnSync(
    'gpgv',
    [
      '--status-fd',
      '1',
      '--weak-digest',
      'SHA1',
      '--keyring',
      path('ring', key),
      path('sig', signature),
      path('data', data),
    ],
    { encoding: 'utf8', env: { ...process.env, GNUPGHOME: scratch } },
  );
  return (
    ran.status === 0 && /GOODSIG/.test(ran.stdout) && !/EXPKEYSIG|REVKEYSIG|EXPSIG|BADSIG/.test(ran.stdout)
  );
};

type Case = {
  readonly key: openpgp.Key;
  readonly signature: Uint8Array;
  readonly data?: Uint8Array;
  readonly outcome: PgpVerification['outcome'];
  readonly fails?: string;
  /** gpgv 2.2 knows nothing newer than RFC 4880. */
  readonly v6?: true;
};

const V6 = { v6Keys: true, aeadProtect: true };
const LAX = {
  minRSABits: 1024,
  rejectHashAlgorithms: new Set<openpgp.enums.hash>(),
  nonDeterministicSignaturesViaNotation: false,
  preferredHashAlgorithm: openpgp.enums.hash.sha1,
};

const good = (options: Options, v6?: true) => async (): Promise<Case> => {
  const { privateKey, publicKey } = await make(options);
  return {
    key: publicKey,
    signature: await sign(privateKey),
    outcome: 'holds',
    ...(v6 === undefined ? {} : { v6 }),
  };
};

const CASES: Readonly<Record<string, () => Promise<Case>>> = {
  'Ed25519, version 4': good({}),
  'ECDSA P-256': good({ curve: 'nistP256' }),
  'ECDSA P-384': good({ curve: 'nistP384' }),
  'ECDSA P-521': good({ curve: 'nistP521' }),
  'RSA 3072': good({ type: 'rsa', rsaBits: 3072 }),
  'Ed25519, version 6': good({ type: 'curve25519', config: V6 }, true),
  'a signing subkey': good({ subkeys: [{ sign: true }] }),
  'a signing subkey, version 6': good({ type: 'curve25519', subkeys: [{ sign: true }], config: V6 }, true),
  'a key that will expire': good({ keyExpirationTime: 200 * 86_400 }),
  'other bytes': async () => ({
    ...(await good({})()),
    data: Buffer.from('other'),
    outcome: 'does-not-hold',
    fails: 'pgp-signature',
  }),
  'other bytes, version 6': async () => ({
    ...(await good({ type: 'curve25519', config: V6 }, true)()),
    data: Buffer.from('other'),
    outcome: 'does-not-hold',
    fails: 'pgp-signature',
  }),
  "another's key": async () => ({
    ...(await good({})()),
    key: (await make()).publicKey,
    outcome: 'unjudged',
    fails: 'pgp-key',
  }),
  'SHA-1': async () => {
    const { privateKey, publicKey } = await make({ type: 'rsa', rsaBits: 2048, config: LAX });
    return {
      key: publicKey,
      signature: await sign(privateKey, { config: LAX }),
      outcome: 'does-not-hold',
      fails: 'pgp-algorithm',
    };
  },
  'a key that expired since': async () => {
    const { privateKey, publicKey } = await make({ keyExpirationTime: 50 * 86_400 });
    return {
      key: publicKey,
      signature: await sign(privateKey, { date: new Date(now - 80 * DAY) }),
      outcome: 'unjudged',
      fails: 'pgp-key-expiry',
    };
  },
  'a key that had expired when it signed': async () => {
    const long = await make({ keyExpirationTime: 90 * 86_400 });
    const signature = await sign(long.privateKey, { date: new Date(now - 20 * DAY) });
    const short = await openpgp.reformatKey({
      privateKey: long.privateKey,
      userIDs: [{ name: 'A' }],
      keyExpirationTime: 50 * 86_400,
      format: 'object',
      date: new Date(now - 90 * DAY),
    });
    return { key: short.publicKey, signature, outcome: 'does-not-hold', fails: 'pgp-key-expiry' };
  },
  'a key whose secret got out': async () => {
    const { privateKey } = await make();
    const { publicKey } = await openpgp.revokeKey({
      key: privateKey,
      reasonForRevocation: { flag: openpgp.enums.reasonForRevocation.keyCompromised },
      format: 'object',
    });
    return {
      key: publicKey,
      signature: await sign(privateKey),
      outcome: 'does-not-hold',
      fails: 'pgp-key-revocation',
    };
  },
  'a key whose secret got out later': async () => {
    const { privateKey } = await make();
    const { publicKey } = await openpgp.revokeKey({
      key: privateKey,
      reasonForRevocation: { flag: openpgp.enums.reasonForRevocation.keyCompromised },
      format: 'object',
    });
    const signature = await sign(privateKey, { date: new Date(now - 50 * DAY) });
    return { key: publicKey, signature, outcome: 'does-not-hold', fails: 'pgp-key-revocation' };
  },
  'a key that was retired later': async () => {
    const { privateKey } = await make();
    const { publicKey } = await openpgp.revokeKey({
      key: privateKey,
      reasonForRevocation: { flag: openpgp.enums.reasonForRevocation.keyRetired },
      format: 'object',
    });
    const signature = await sign(privateKey, { date: new Date(now - 50 * DAY) });
    return { key: publicKey, signature, outcome: 'unjudged', fails: 'pgp-key-revocation' };
  },
  'a signature from the future': async () => {
    const { privateKey, publicKey } = await make();
    return {
      key: publicKey,
      signature: await sign(privateKey, { date: new Date(now + 5 * DAY) }),
      outcome: 'does-not-hold',
      fails: 'pgp-time',
    };
  },
  'RSA 1024': async () => {
    const { privateKey, publicKey } = await make({
      type: 'rsa',
      rsaBits: 1024,
      config: { minRSABits: 1024 },
    });
    return {
      key: publicKey,
      signature: await sign(privateKey, { config: { minRSABits: 1024 } }),
      outcome: 'does-not-hold',
      fails: 'pgp-key-binding',
    };
  },
};
/** Where custody asks for more than gpgv does; each is told in the documentation. */
const STRICTER = new Set(['RSA 1024', 'a signature from the future']);

describe('signatures', () => {
  test.each(Object.keys(CASES))('%s', async (name) => {
    const made = await CASES[name]?.();
    if (made === undefined) throw new Error('no case');
    const { key, signature, data = DATA, outcome, fails, v6 } = made;
    const judged = verifyPgp({ data, signature, keyring: keyringOf(key), now });
    expect([judged.outcome, failing(judged).includes(fails ?? '')]).toEqual([outcome, fails !== undefined]);
    if (outcome === 'holds') expect(judged.signatures[0]?.signer?.fingerprint).toBe(key.getFingerprint());
    if (gpgv && v6 === undefined && !STRICTER.has(name))
      expect(gpgvSays(key.toPublic().write(), signature, data)).toBe(outcome === 'holds');
  });

  test('armoured ones are the same; their checksum counts where it is there', async () => {
    const { privateKey, publicKey } = await make();
    const signature = await sign(privateKey);
    const armored = (await openpgp.readSignature({ binarySignature: signature })).armor();
    const judge = (text: string) =>
      verifyPgp({ data: DATA, signature: Buffer.from(text), keyring: keyringOf(publicKey), now }).outcome;
    const summed = openpgp.armor(
      openpgp.enums.armor.signature,
      signature,
      undefined,
      undefined,
      undefined,
      true,
    );
    expect(summed).toMatch(/\n=[A-Za-z0-9+/]{4}\r?\n-----END/);
    expect(judge(summed)).toBe('holds');
    expect(judge(summed.replace(/\n=[A-Za-z0-9+/]{4}/, '\n=AAAA'))).toBe('does-not-hold');
    expect(judge(armored)).toBe('holds');
    expect(judge(`Comment\n${armored.replaceAll('\n', '\r\n')}`)).toBe('holds');
    const key = readKeyring(Buffer.from(publicKey.armor()));
    expect(key.kind).toBe('read');
    for (const broken of [
      armored.replace('SIGNATURE-----', 'MESSAGE-----'),
      armored.slice(0, -40),
      armored.replace(/\n[A-Za-z0-9+/]{10}/, '\n!!!!!!!!!!'),
      '',
    ])
      expect(judge(broken)).toBe('does-not-hold');
  });

  test('over text are refused: readers differ in what a line end is', async () => {
    const { privateKey, publicKey } = await make();
    const signature = await sign(privateKey, { text: 'x' });
    const judged = verifyPgp({ data: Buffer.from('x'), signature, keyring: keyringOf(publicKey), now });
    expect([judged.outcome, failing(judged)]).toEqual(['does-not-hold', ['pgp-signature-form']]);
  });

  test("beside a stranger's hold; beside a bad one by a known key they do not", async () => {
    const [mine, other] = [await make(), await make()];
    const [first, second] = [await sign(mine.privateKey), await sign(other.privateKey)];
    const judge = (signature: Uint8Array, ...keys: readonly openpgp.Key[]) =>
      verifyPgp({ data: DATA, signature, keyring: keyringOf(...keys), now }).outcome;
    expect(judge(Buffer.concat([first, second]), mine.publicKey)).toBe('holds');
    expect(judge(Buffer.concat([first, second]), mine.publicKey, other.publicKey)).toBe('holds');
    const bad = Buffer.from(second);
    bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1;
    expect(judge(Buffer.concat([first, bad]), mine.publicKey, other.publicKey)).toBe('does-not-hold');
  });

  test('a stranger who claims another key as a subkey is not believed, bound or not', async () => {
    const [victim, thief] = [await make(), await make()];
    const signature = await sign(victim.privateKey);
    const packetOf = (type: number, body: Uint8Array) =>
      Buffer.concat([Buffer.from([0xc0 | type, 255, 0, 0, body.length >> 8, body.length & 0xff]), body]);
    const claimed = victim.publicKey.keyPacket.write();
    const subkey = new openpgp.PublicSubkeyPacket();
    // openpgp's types leave out what makes its low-level packets.
    await (subkey as unknown as { read: (bytes: Uint8Array) => Promise<void> }).read(claimed);
    const binding = new openpgp.SignaturePacket();
    Object.assign(binding, {
      signatureType: openpgp.enums.signature.subkeyBinding,
      publicKeyAlgorithm: thief.privateKey.keyPacket.algorithm,
      hashAlgorithm: openpgp.enums.hash.sha256,
      keyFlags: [2],
    });
    const low = binding as unknown as { sign: (...given: readonly unknown[]) => Promise<void> };
    const over = { key: thief.publicKey.keyPacket, bind: subkey };
    await low.sign(thief.privateKey.keyPacket, over, new Date(now - DAY), true, openpgp.config);
    const judge = (...parts: readonly Uint8Array[]) => {
      const read = readKeyring(Buffer.concat([thief.publicKey.write(), ...parts]));
      if (read.kind === 'invalid') throw new Error(read.problems[0].message);
      const judged = verifyPgp({ data: DATA, signature, keyring: read.value, now });
      return [judged.outcome, failing(judged)];
    };
    expect(judge(packetOf(14, claimed))).toEqual(['does-not-hold', ['pgp-key-binding']]);
    expect(judge(packetOf(14, claimed), packetOf(2, bytesOf(binding.write())))).toEqual([
      'does-not-hold',
      ['pgp-key-usage'],
    ]);
  });
});

describe('what is damaged', () => {
  test('a secret key, noise, nothing: no keyring', async () => {
    const { privateKey } = await make();
    for (const bytes of [
      privateKey.write(),
      Buffer.from(privateKey.armor()),
      Buffer.from('noise'),
      Buffer.alloc(0),
      Buffer.from('ff', 'hex'),
      Buffer.from('c6ff', 'hex'),
    ])
      expect(readKeyring(bytes).kind).toBe('invalid');
  });

  test('no single bit of a signature that counts can be changed, no byte taken away', async () => {
    const { privateKey, publicKey } = await make();
    const signature = Buffer.from(await sign(privateKey));
    const keyring = keyringOf(publicKey);
    const [packet] = (await openpgp.readSignature({ binarySignature: signature })).packets;
    const said = `${packet?.created?.getTime()} ${publicKey.getFingerprint()}`;
    fc.assert(
      fc.property(fc.nat(signature.length - 1), fc.nat(7), fc.boolean(), (at, bit, cut) => {
        const changed = cut ? signature.subarray(0, at) : Buffer.from(signature);
        if (!cut) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const judged = verifyPgp({ data: DATA, signature: changed, keyring, now });
        // What is not hashed (the hint who signed) may change; what is proven may not.
        const [only] = judged.signatures;
        if (judged.outcome === 'holds') expect(`${only?.created} ${only?.signer?.fingerprint}`).toBe(said);
        if (cut) expect(judged.outcome).not.toBe('holds');
      }),
      { numRuns: 400 },
    );
  });

  test('mutated keyrings never throw, and never make a stranger of the signer', async () => {
    const { privateKey, publicKey } = await make({ subkeys: [{ sign: true }] });
    const [signature, key] = [await sign(privateKey), Buffer.from(publicKey.write())];
    const mine = new Set([publicKey.getFingerprint()]);
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(key);
        changed[at] = value;
        const read = readKeyring(changed);
        if (read.kind === 'invalid') return;
        const judged = verifyPgp({ data: DATA, signature, keyring: read.value, now });
        if (judged.outcome === 'holds')
          expect(mine.has(judged.signatures[0]?.signer?.fingerprint ?? '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('bytes that are none at all never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readKeyring(bytes);
        expect(
          verifyPgp({ data: DATA, signature: bytes, keyring: { certificates: [] }, now }).outcome,
        ).not.toBe('holds');
      }),
    );
  });
});
