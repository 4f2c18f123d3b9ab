import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWheel, wheelFileName } from '@custody/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { custody, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const NAME = 'pypi_attestations-0.0.19.tar.gz';
const SHA256 = '9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3';
const IDENTITY = 'github:trailofbits/pypi-attestations';
const at = (name: string): string => join(data, 'pep740', name);
const present = existsSync(at(`${NAME}.slsa.attestation`));
if (!present) process.stderr.write('skipped: real attestations are not at hand (CUSTODY_TEST_DATA)\n');

const dir = scratch();
const run = (...args: readonly string[]): ReturnType<typeof custody> =>
  custody(['verify', ...args], { cwd: dir.at() });

/** `[verify]` with one package and one signer. */
const policy = (repository: string, more = '', name = '*'): void =>
  writeFileSync(
    dir.at('custody.toml'),
    `[[verify.package]]\nname = "${name}"\n${more}\n[[verify.package.signer]]\nkind = "github"\nrepository = "${repository}"\n`,
  );

describe('a file without evidence', () => {
  beforeEach(() => writeFileSync(dir.at('a-1.0.tar.gz'), 'x'));

  test('where nobody asks: no attestation, undecided', () => {
    const { code, out } = run('a-1.0.tar.gz');
    expect(out).toMatch(/^undecided: 1 no attestation\n {2}→ there is no evidence beside it: /);
    expect(code).toBe(3);
  });

  test('where the policy asks: it fails', () => {
    policy('acme/a');
    expect(run('-q', 'a-1.0.tar.gz')).toMatchObject({ code: 1, out: 'findings: 1 no attestation\n' });
    policy('acme/a', 'mode = "warn"');
    expect(run('-q', 'a-1.0.tar.gz').code).toBe(0);
    policy('acme/a', 'since = "1.1"');
    expect(run('-q', 'a-1.0.tar.gz').code).toBe(0);
  });

  test('evidence that is none: invalid, with the place', () => {
    writeFileSync(dir.at('a-1.0.tar.gz.sigstore.json'), '{"mediaType":1}');
    const { code, out } = run('a-1.0.tar.gz');
    expect(code).toBe(1);
    expect(out).toContain('INVALID');
    expect(out).toContain('/mediaType');
  });

  test('names from outside cannot write on the terminal', () => {
    writeFileSync(dir.at('a-1.0.tar.gz.sigstore.json'), '{"mediaType":"\\u001b[2J\\n##[error]"}');
    const { out } = run('a-1.0.tar.gz');
    expect(out).not.toContain('\u001b');
    expect(out).not.toMatch(/^##\[/m);
  });
});

describe('what is not understood: exit code 2', () => {
  test.each([
    [[], 'artifact'],
    [['--identity', 'nobody', 'a'], 'says nobody'],
    [['--digest', 'abc', 'a'], 'must be a SHA-256'],
    [['--digest', 'a'.repeat(64), 'a', 'b'], 'of one artifact'],
    [['--record', 'a'], '--record needs --identities'],
    [['--policy', 'absent.toml', 'a'], 'there is no such file'],
    [['absent-1.0.tar.gz'], 'there is no such file'],
  ] as const)('custody verify %j', (args, said) => {
    const { code, out, err } = run(...args);
    expect(err).toContain(said);
    expect(err).not.toMatch(STACK_TRACE);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('a policy with a mistake is refused whole', () => {
    writeFileSync(dir.at('custody.toml'), '[[verify.package]]\nname = "a"\nsigners = []\n');
    writeFileSync(dir.at('a-1.0.tar.gz'), 'x');
    const { code, err } = run('a-1.0.tar.gz');
    expect(err).toContain('verify.package[1].signers');
    expect(code).toBe(2);
  });
});

describe('a trust root that cannot be used: exit code 4', () => {
  test('says so, in every form', () => {
    writeFileSync(dir.at('a-1.0.tar.gz'), 'x');
    writeFileSync(dir.at('root.json'), '{}');
    const { code, err } = run('--trust-root', 'root.json', 'a-1.0.tar.gz');
    expect(code).toBe(4);
    expect(err).toContain('the trust root is unusable');
    const json = run('--format', 'json', '--trust-root', 'absent.json', 'a-1.0.tar.gz');
    expect(json.code).toBe(4);
    expect(JSON.parse(json.out)).toMatchObject({ verdict: 'trust-root-unusable', exitCode: 4 });
  });
});

describe.skipIf(!present)('real attestations', () => {
  beforeEach(() => {
    for (const suffix of ['', '.publish.attestation', '.slsa.attestation', '.provenance'])
      copyFileSync(at(`${NAME}${suffix}`), dir.at(`${NAME}${suffix}`));
  });

  test('without a policy: the facts, and nothing is decided', () => {
    const { code, out } = run(NAME);
    expect(code).toBe(3);
    expect(out).toMatch(
      /^undecided: 1 undecided\n {2}→ say who may sign, .*; who did: github:trailofbits\/pypi-attestations\n\n/,
    );
    expect(out).toContain('publish by github trailofbits/pypi-attestations');
    expect(out).toMatch(/trust root: embedded, of \d{4}-\d\d-\d\d/);
  });

  test('by who is expected, by a stranger', () => {
    expect(run('-q', '--identity', IDENTITY, NAME)).toMatchObject({ code: 0, out: 'ok: 1 verified\n' });
    const { code, out } = run('--identity', 'github:trailofbits/pypi-attestation', NAME);
    expect(code).toBe(1);
    expect(out).toMatch(/^findings: 1 policy mismatch\n/);
    expect(out).toContain('POLICY MISMATCH');
  });

  test('under a policy', () => {
    const signer = (tag: string): string =>
      `[[verify.package]]\nname = "pypi-*"\nrequire = ["publish", "provenance"]\nbuild-level = 2\n[[verify.package.signer]]\nkind = "github"\nrepository = "trailofbits/pypi-attestations"\nrepository-id = "772247423"\nworkflow = "release.yml"\nrunner = "github-hosted"\ntag = "${tag}"\n`;
    writeFileSync(dir.at('custody.toml'), signer('v{version}'));
    expect(run('-q', NAME).code).toBe(0);
    writeFileSync(dir.at('custody.toml'), signer('release-{version}'));
    expect(run('-q', NAME).code).toBe(1);
  });

  test('by digest alone, with the evidence elsewhere', () => {
    expect(
      run(
        '-q',
        '--digest',
        `sha256:${SHA256}`,
        '--evidence',
        '.',
        '--identity',
        IDENTITY,
        `elsewhere/${NAME}`,
      ).code,
    ).toBe(0);
    const wrong = `${SHA256.slice(0, -1)}0`;
    expect(run('-q', '--digest', wrong, '--identity', IDENTITY, NAME)).toMatchObject({
      code: 1,
      out: 'findings: 1 invalid\n',
    });
  });

  test('one byte of the file changed: invalid', () => {
    const bytes = readFileSync(dir.at(NAME));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(dir.at(NAME), bytes);
    const { code, out } = run('--identity', IDENTITY, NAME);
    expect(code).toBe(1);
    expect(out).toContain('does not hold   subject-digest');
    expect(out).toMatch(/^findings: 1 invalid\n {2}→ do not use what is invalid: /);
  });

  test('JSON has the whole trace, the same bytes each time, and levels requirement by requirement', () => {
    const once = run('--format', 'json', '--identity', IDENTITY, NAME);
    expect(run('--format', 'json', '--identity', IDENTITY, NAME).out).toBe(once.out);
    const report = JSON.parse(once.out) as {
      readonly artifacts: readonly { readonly evidence: readonly Record<string, unknown>[] }[];
    };
    expect(report).toMatchObject({ schema: 'custody/verify/1', verdict: 'ok', exitCode: 0 });
    const built = report.artifacts[0]?.evidence.find(({ build }) => build !== undefined);
    expect(built).toMatchObject({ outcome: 'holds', build: { level: 2 } });
  });

  test('the other formats are reports of rules, with the same exit code', () => {
    for (const format of ['sarif', 'markdown', 'github', 'html']) {
      const { code, out } = run('--format', format, '--identity', 'github:evil/x', NAME);
      expect(code).toBe(1);
      expect(out).toContain('attest/signer-expected');
    }
  });

  test('recorded on first use, kept afterwards; another signer is found out', () => {
    writeFileSync(dir.at('custody.toml'), '[[verify.package]]\nname = "*"\nmode = "first-use"\n');
    expect(run(NAME).out).toContain('→ look at who signs, and record it with --identities FILE --record\n');
    expect(run('-q', NAME).code).toBe(3);
    expect(run('-q', '--identities', 'identities.json', '--record', NAME).code).toBe(0);
    const lock = readFileSync(dir.at('identities.json'), 'utf8');
    expect(lock).toContain('"repositoryId":"772247423"');
    expect(run('-q', '--identities', 'identities.json', NAME).code).toBe(0);
    writeFileSync(dir.at('identities.json'), lock.replaceAll('772247423', '1'));
    const { code, out } = run('--identities', 'identities.json', NAME);
    expect(code).toBe(1);
    expect(out).toContain('another repository or another owner signs');
    expect(run('-q', '--identities', 'identities.json', '--record', NAME).code).toBe(1);
  });

  test('identities of a pylock.toml are written and read', () => {
    const pylock =
      'lock-version = "1.0"\ncreated-by = "x"\n\n[[packages]]\nname = "pypi-attestations"\nversion = "0.0.19"\n';
    writeFileSync(dir.at('pylock.toml'), pylock);
    writeFileSync(dir.at('custody.toml'), '[[verify.package]]\nname = "*"\nmode = "first-use"\n');
    expect(run('-q', '--identities', 'pylock.toml', '--record', NAME).code).toBe(0);
    const written = readFileSync(dir.at('pylock.toml'), 'utf8');
    expect(written).toBe(
      `${pylock}\n[[packages.attestation-identities]]\nkind = "GitHub"\nrepository = "trailofbits/pypi-attestations"\nworkflow = "release.yml"\n`,
    );
    expect(run('-q', '--identities', 'pylock.toml', NAME).code).toBe(0);
    writeFileSync(dir.at('pylock.toml'), written.replace('trailofbits/', 'evil/'));
    expect(run('-q', '--identities', 'pylock.toml', NAME).code).toBe(1);
  });

  test('custody check verifies what is beside an artifact', () => {
    const { out } = custody(['check', '--rule', 'attest/*', NAME], { cwd: dir.at() });
    expect(out).toContain('attest/signer-expected');
  });
});

const WHEEL = wheelFileName();

describe('custody check with trust of one’s own', () => {
  const sign = (): string => {
    writeFileSync(dir.at(WHEEL), buildWheel());
    const phrase = { CUSTODY_KEY_PASSPHRASE: 'correct horse' };
    const made = custody(['attest', 'keygen', 'my.key'], { cwd: dir.at(), env: phrase });
    const signing = [
      'attest',
      'sign',
      '-q',
      '--no-log',
      '--kind',
      'approval',
      '--gate',
      'x',
      '--key',
      'my.key',
    ];
    expect(custody([...signing, WHEEL], { cwd: dir.at(), env: phrase }).code).toBe(0);
    return /key:([0-9a-f]{64})/.exec(made.out)?.[1] ?? '';
  };
  const check = (...args: readonly string[]): ReturnType<typeof custody> =>
    custody(['check', '--rule', 'attest/*', ...args, WHEEL], { cwd: dir.at() });

  test('evidence by a key is judged with the key, and not without', () => {
    const fingerprint = sign();
    expect(check().out).toContain('signed by a key and carries no certificate');
    expect(check('--key', 'my.key.pub', '--jobs', '2').out.replaceAll(/\s+/g, ' ')).toContain(
      `approval: key ${fingerprint}`,
    );
  });

  test('what cannot be trusted or read stops the run', () => {
    writeFileSync(dir.at(WHEEL), buildWheel());
    writeFileSync(dir.at('root.json'), '{}');
    expect(check('--trust-root', 'root.json')).toMatchObject({ code: 4 });
    expect(check('--trust-root', 'cached')).toMatchObject({ code: 2 });
    expect(check('--key', 'root.json')).toMatchObject({ code: 2 });
    expect(check('--trust-root', 'staging').out).toContain('trust root: embedded');
  });
});
