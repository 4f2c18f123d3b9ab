/** SLSA from the command line: levels requirement by requirement, and a summary from verification to the one who believes it. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { custody } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const NAME = 'pypi_attestations-0.0.19.tar.gz';
const IDENTITY = 'github:trailofbits/pypi-attestations';
const VERIFIER = 'https://verifier.example/v1';
const present = existsSync(join(data, 'pep740', `${NAME}.slsa.attestation`));
if (!present) process.stderr.write('skipped: real attestations are not at hand (CUSTODY_TEST_DATA)\n');

const dir = scratch();
const run = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ReturnType<typeof custody> => custody(args, { cwd: dir.at(), env });
const summarise = (...more: readonly string[]): ReturnType<typeof custody> =>
  run(['verify', '--summary', 'vsa.json', '--verifier', VERIFIER, ...more, NAME], {
    SOURCE_DATE_EPOCH: '1795219200',
  });

describe.skipIf(!present)('levels and summaries', () => {
  beforeEach(() => {
    for (const suffix of ['', '.publish.attestation', '.slsa.attestation'])
      copyFileSync(join(data, 'pep740', `${NAME}${suffix}`), dir.at(`${NAME}${suffix}`));
  });

  test('--slsa shows every requirement with its verdict, and no level on what is not shown', () => {
    writeFileSync(dir.at('rules.json'), '[]');
    const { out, code } = run(['verify', '--slsa', '--rulesets', 'rules.json', NAME]);
    expect(code).toBe(3);
    expect(out).toMatch(/^ {2}SLSA 1\.2 build: level 2$/m);
    expect(out).toMatch(/^ {4}3 not shown isolated: /m);
    expect(out).toMatch(/^ {2}SLSA 1\.2 source: level 0$/m);
    expect(out).toMatch(/^ {4}2 not met {3}history: /m);
    expect(out).toMatch(/^ {2}SLSA 0\.1: level \d$/m);
    const json = JSON.parse(run(['verify', '--slsa', '--format', 'json', NAME]).out) as object;
    expect(json).toMatchObject({
      artifacts: [{ slsa: { build: { level: 2 }, source: { level: 0 }, 'slsa-0.1': {} } }],
    });
  });

  test('a summary is written of what is verified, signed, and believed of the verifier that a policy names', () => {
    const { out } = summarise('--identity', IDENTITY);
    expect(out).toContain(
      'summary: vsa.json, SLSA_BUILD_LEVEL_2; sign it with custody attest sign --kind vsa',
    );
    const written = readFileSync(dir.at('vsa.json'), 'utf8');
    expect(JSON.parse(written)).toMatchObject({
      predicateType: 'https://slsa.dev/verification_summary/v1',
      predicate: {
        verifier: { id: VERIFIER },
        timeVerified: '2026-11-21T00:00:00Z',
        resourceUri: 'pkg:pypi/pypi-attestations@0.0.19',
        verificationResult: 'PASSED',
        verifiedLevels: ['SLSA_BUILD_LEVEL_2'],
        inputAttestations: [{ digest: {} }, { digest: {} }],
      },
    });
    const phrase = { CUSTODY_KEY_PASSPHRASE: 'correct horse' };
    const fingerprint =
      /key:([0-9a-f]{64})/.exec(run(['attest', 'keygen', 'verifier.key'], phrase).out)?.[1] ?? '';
    const sign = [
      'attest',
      'sign',
      '-q',
      '--kind',
      'vsa',
      '--predicate',
      'vsa.json',
      '--no-log',
      '--key',
      'verifier.key',
    ];
    writeFileSync(dir.at('other.tar.gz'), 'x');
    const wrong = run([...sign, 'other.tar.gz'], phrase);
    expect(wrong.err).toContain('about other files than these');
    expect(wrong.code).toBe(2);
    expect(run([...sign, NAME], phrase)).toMatchObject({ code: 0, err: '' });

    const policy = (id: string): string =>
      `[[verify.package]]\nname = "*"\nrequire = ["vsa"]\nbuild-level = 2\n[[verify.package.signer]]\nkind = "key"\nfingerprint = "${fingerprint}"\n[[verify.verifier]]\nid = "${id}"\n[[verify.verifier.signer]]\nkind = "key"\nfingerprint = "${fingerprint}"\n`;
    const verify = ['verify', '--key', 'verifier.key.pub', '--evidence', `${NAME}.vsa.sigstore.json`, NAME];
    writeFileSync(dir.at('custody.toml'), policy(VERIFIER));
    const good = run(verify);
    expect(good.out).toContain(`${VERIFIER} has verified build level 2`);
    expect(good.code).toBe(0);
    writeFileSync(dir.at('custody.toml'), policy('https://verifier.example/v2'));
    expect(run(verify).code).toBe(1);
  });

  test('no summary of what is not verified; what says too little is refused', () => {
    const { out, code } = summarise();
    expect(out).toContain('summary: none is written: not everything is verified');
    expect(code).toBe(3);
    expect(dir.names()).not.toContain('vsa.json');
    for (const flags of [
      ['--summary', 'vsa.json'],
      ['--verifier', VERIFIER],
      ['--rulesets', 'x'],
    ])
      expect(run(['verify', ...flags, NAME]).code).toBe(2);
  });
});
