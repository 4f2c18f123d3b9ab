import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { children, wholeDer } from '../der/read.ts';
import { integerOf, oidOf } from '../der/values.ts';
import { timeOf } from '../der/time.ts';
import { agentKeys, agentSigner } from './agent.ts';
import { certificateTime, der, generalizedTime, oid, sequence, unsigned } from './der.ts';
import { generateKey, readKey, writeKey } from './file.ts';
import { keySigner } from './signer.ts';
import { sshString, wireReader } from './wire.ts';

/** scrypt's N: the cheapest that is accepted. */
const CHEAP = 2 ** 15;
const PASSPHRASE = 'correct horse';

describe('key files', () => {
  test.each(['ed25519', 'p256'] as const)('of %s open with their passphrase only', async (kind) => {
    const key = generateKey(kind);
    const text = await writeKey(key, PASSPHRASE, CHEAP);
    const sealed = Buffer.from(/"sealed":"([^"]+)"/.exec(text)?.[1] ?? '', 'base64');
    expect(sealed.includes(key.export({ format: 'der', type: 'pkcs8' }).subarray(0, 16))).toBe(false);
    expect((await readKey(Buffer.from(text), PASSPHRASE)).equals(key)).toBe(true);
    await expect(readKey(Buffer.from(text), 'incorrect horse')).rejects.toMatchObject({ code: 'bad-key' });
  });

  test('need a passphrase worth the name', async () => {
    await expect(writeKey(generateKey('ed25519'), 'short', CHEAP)).rejects.toMatchObject({ code: 'bad-key' });
  });

  test('that were changed anywhere do not open', async () => {
    const text = await writeKey(generateKey('ed25519'), PASSPHRASE, CHEAP);
    const other = await writeKey(generateKey('ed25519'), PASSPHRASE, CHEAP);
    const part = (from: string, name: string) => new RegExp(`"${name}":"([^"]+)"`).exec(from)?.[1] ?? '';
    const changed = [
      ...['public', 'nonce'].map((name) => text.replace(part(text, name), part(other, name))),
      ...['public', 'salt', 'nonce', 'sealed'].map((name) => text.replace(part(text, name), '')),
      text.replace('"n":32768', '"n":65536'),
      text.replace('"n":32768', '"n":1024'),
      text.replace('"n":32768', '"n":1073741824'),
      text.replace('custody-key/1', 'custody-key/2'),
      text.slice(0, -20),
      '',
    ];
    for (const each of changed)
      await expect(readKey(Buffer.from(each), PASSPHRASE)).rejects.toMatchObject({ code: 'bad-key' });
  });
});

test('a key at hand signs', async () => {
  const key = generateKey('p256');
  const { signature, key: by } = await keySigner(key).sign(Buffer.from('x'));
  expect(verify('sha256', Buffer.from('x'), createPublicKey(key), signature)).toBe(true);
  expect(by).toMatchObject({ kind: 'public-key', hint: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
});

describe('an agent', () => {
  const keys = generateKeyPairSync('ed25519');
  const raw = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const blob = Buffer.concat([sshString(Buffer.from('ssh-ed25519')), sshString(raw)]);
  const strange = Buffer.concat([sshString(Buffer.from('sk-ssh-ed25519@openssh.com')), sshString(raw)]);
  const count = Buffer.from([0, 0, 0, 2]);
  const identities = Buffer.concat([
    Buffer.from([12]),
    count,
    sshString(strange),
    sshString(Buffer.from('s')),
    sshString(blob),
    sshString(Buffer.from('mine')),
  ]);
  const agent = (answer: (data: Buffer) => Buffer) => async (message: Uint8Array) => {
    const from = wireReader(message);
    if (from.byte() === 11) return identities;
    from.string();
    return answer(from.string());
  };
  const signed = (algorithm: string, signature: Uint8Array) =>
    Buffer.concat([
      Buffer.from([14]),
      sshString(Buffer.concat([sshString(Buffer.from(algorithm)), sshString(signature)])),
    ]);

  test('offers the keys that can be used, and signs', async () => {
    const good = agent((data) => signed('ssh-ed25519', sign(null, data, keys.privateKey)));
    const [key, ...others] = await agentKeys(good);
    expect([key?.comment, others]).toEqual(['mine', []]);
    if (key === undefined) throw new Error('no key');
    const { signature } = await agentSigner(good, key).sign(Buffer.from('data'));
    expect(verify(null, Buffer.from('data'), keys.publicKey, signature)).toBe(true);
  });

  test.each([
    ['refuses', () => Buffer.from([5])],
    ['signs something else', () => signed('ssh-ed25519', sign(null, Buffer.from('other'), keys.privateKey))],
    ['signs with another algorithm', (data: Buffer) => signed('ssh-rsa', sign(null, data, keys.privateKey))],
    ['stops in the middle', () => Buffer.from([14, 0, 0, 0, 9])],
    ['says nothing', () => Buffer.alloc(0)],
  ])('that %s is an error, not a signature', async (_, answer) => {
    const [key] = await agentKeys(agent(answer));
    if (key === undefined) throw new Error('no key');
    await expect(agentSigner(agent(answer), key).sign(Buffer.from('data'))).rejects.toMatchObject({
      code: 'agent',
    });
  });

  test('that claims millions of keys is not believed', async () => {
    await expect(agentKeys(async () => Buffer.from([12, 255, 255, 255, 255]))).rejects.toMatchObject({
      code: 'agent',
    });
  });
});

describe('DER', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.uint8Array({ maxLength: 70_000, size: 'max' }),
        (number, content) => {
          const [integer, octets] = children(wholeDer(sequence(unsigned(number), der(0x04, content))));
          const value = BigInt(`0x${Buffer.from(number).toString('hex')}`);
          expect(BigInt(`0x${integerOf(integer).toString('hex')}`)).toBe(value);
          expect((octets?.end ?? 0) - (octets?.from ?? 0)).toBe(content.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('writes object identifiers', () => {
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.nat(39),
        fc.array(fc.nat(2 ** 30), { maxLength: 6 }),
        (first, second, rest) => {
          const dotted = [first, second, ...rest].join('.');
          expect(oidOf(wholeDer(oid(dotted)))).toBe(dotted);
        },
      ),
    );
  });

  test('writes times in whole seconds, of either kind', () => {
    for (const year of [1999, 2000, 2049, 2050]) {
      const time = Date.UTC(year, 1, 3, 4, 5, 6);
      expect(timeOf(wholeDer(certificateTime(time + 999)))).toBe(time);
      expect(timeOf(wholeDer(generalizedTime(time)))).toBe(time);
      expect(certificateTime(time)[0]).toBe(year < 2050 ? 0x17 : 0x18);
    }
  });
});
