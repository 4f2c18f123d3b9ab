/** Verifying asks nobody, whatever the evidence is: held to it where every way out is denied. */
import { generateKeyPairSync, hash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as openpgp from 'openpgp';
import { beforeEach, describe, expect, test } from 'vitest';
import { keySigner, signStatement } from '@custody/attest';
import {
  makeEnvelopeBundle,
  makeMessageBundle,
  statementOf,
} from '../../packages/attest/src/verify/testing/bundle.ts';
import { makeKey, NOW, trustedRootJson, trustOf } from '../../packages/attest/src/verify/testing/world.ts';
import { custody, type Ran } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const NO_NETWORK = new URL('./testing/no-network.cjs', import.meta.url);
const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const REAL = 'pypi_attestations-0.0.19.tar.gz';
const present = existsSync(join(data, 'pep740', `${REAL}.slsa.attestation`));
if (!present) process.stderr.write('skipped: real attestations are not at hand (CUSTODY_TEST_DATA)\n');

const NAME = 'widget-1.2.0.tar.gz';
const BYTES = Buffer.from('a source tarball');
const SHA256 = hash('sha256', BYTES, 'hex');

const dir = scratch();
const run = (...args: readonly string[]): Ran =>
  custody(args, {
    cwd: dir.at(),
    preload: NO_NETWORK,
    env: { SOURCE_DATE_EPOCH: String(NOW / 1000 + 3600), HTTPS_PROXY: 'http://127.0.0.1:9' },
  });

/** Both commands on the artifact: what verify says, and that neither went out. */
const verified = (options: readonly string[], name = NAME): Ran => {
  const ran = run('verify', ...options, name);
  expect(ran.err).toBe('asked 0 times\n');
  expect(run('check', '--rule', 'attest/*', name).err).toMatch(/^asked 0 times$/m);
  return ran;
};

test('the denial denies: a command that has to ask is found out', () => {
  const { err, code } = run('db', 'sync', '--db', 'store', '--url', 'http://127.0.0.1:9/');
  expect(code).toBe(4);
  expect(err).toMatch(/^asked for the network: connect$/m);
});

describe('no connection, no name, no program', () => {
  beforeEach(() => {
    writeFileSync(dir.at(NAME), BYTES);
    writeFileSync(dir.at('root.json'), JSON.stringify(trustedRootJson()));
  });

  const place = (suffix: string, evidence: object): void =>
    writeFileSync(dir.at(`${NAME}${suffix}`), `${JSON.stringify(evidence)}\n`);

  test.each(['v1', 'v2'] as const)(
    'for bundles with envelopes and with message signatures, Rekor %s',
    (log) => {
      place('.sigstore.json', makeEnvelopeBundle(statementOf(NAME, SHA256), makeKey('p256'), { log }));
      place('.sigstore', makeMessageBundle(BYTES, makeKey('p256'), log));
      const { out } = verified(['--trust-root', 'root.json', '--format', 'json']);
      expect(out.match(/"outcome": "holds",\n\s+"instance"/g)).toHaveLength(2);
    },
  );

  test('for lines of bundles, and evidence by a key of one’s own', async () => {
    place('.intoto.jsonl', makeEnvelopeBundle(statementOf(NAME, SHA256), makeKey('p256')));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(dir.at('key.pub'), publicKey.export({ format: 'pem', type: 'spki' }));
    const ports = {
      now: () => NOW,
      wait: () => Promise.resolve(),
      exchange: () => Promise.reject(new Error('no')),
    };
    const signed = await signStatement(ports, {
      plan: { kind: 'approval', gate: 'release', at: '2026-06-01T00:00:00Z' },
      subjects: [{ name: NAME, sha256: SHA256 }],
      signer: keySigner(privateKey),
      witnesses: {},
      trust: trustOf(trustedRootJson()),
    });
    mkdirSync(dir.at('more'));
    writeFileSync(dir.at('more', `${NAME}.sigstore.json`), signed.bundle);
    const { out } = verified([
      '--trust-root=root.json',
      '--format=json',
      '--key=key.pub',
      '--evidence=more',
      `--evidence=${NAME}.intoto.jsonl`,
    ]);
    expect(out.match(/"outcome": "holds",\n\s+"instance"/g)).toHaveLength(2);
  });

  test('for OpenPGP signatures', async () => {
    const date = new Date('2026-01-01T00:00:00Z');
    const { privateKey, publicKey } = await openpgp.generateKey({
      type: 'ecc',
      curve: 'ed25519Legacy',
      userIDs: [{ name: 'Release', email: 'release@widget.example' }],
      date,
      format: 'object',
    });
    const message = await openpgp.createMessage({ binary: new Uint8Array(BYTES) });
    const armored = await openpgp.sign({ message, signingKeys: privateKey, detached: true, date });
    writeFileSync(dir.at(`${NAME}.asc`), armored);
    writeFileSync(dir.at('keys.asc'), publicKey.armor());
    const identity = `pgp:${publicKey.getFingerprint()}`;
    expect(verified(['--keyring', 'keys.asc', '--identity', identity]).code).toBe(0);
  });

  test.skipIf(!present)('for real attestations and provenance of an index', () => {
    for (const suffix of ['', '.publish.attestation', '.slsa.attestation', '.provenance'])
      copyFileSync(join(data, 'pep740', `${REAL}${suffix}`), dir.at(`${REAL}${suffix}`));
    const identity = 'github:trailofbits/pypi-attestations';
    const { code, out } = verified(['--identity', identity], REAL);
    expect(out).toMatch(/^ok: 1 verified\n/);
    expect(code).toBe(0);
  });
});
