import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { custody, type Ran, type RunOptions, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();
const audit = (args: readonly string[], options: RunOptions = {}): Ran =>
  custody(['audit', '--db', 'db', ...args], { cwd: dir.at(), ...options });

const record = (id: string, name: string, fixed: string, more: object = {}) => ({
  id,
  modified: new Date(Date.now() - 86_400_000).toISOString(),
  summary: `A flaw of ${name}`,
  affected: [
    {
      package: { ecosystem: 'PyPI', name },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
    },
  ],
  ...more,
});
const HIGH = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' }];
const RECORDS = [
  record('PYSEC-2026-1', 'urllib3', '1.26.5', { aliases: ['CVE-2026-1'], severity: HIGH }),
  record('GHSA-aaaa-bbbb-cccc', 'urllib3', '1.26.5', { aliases: ['CVE-2026-1'] }),
  record('PYSEC-2026-2', 'urllib3', '1.26.18', { severity: HIGH }),
];

const write = (path: string, text: string): void => writeFileSync(dir.at(path), text);
const importRecords = (records: readonly object[]): void => {
  write('records.jsonl', records.map((one) => JSON.stringify(one)).join('\n'));
  expect(custody(['db', 'import', '--db', 'db', '--quiet', 'records.jsonl'], { cwd: dir.at() }).code).toBe(0);
};

type Json = {
  readonly verdict: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly subjects: readonly {
    readonly path: string;
    readonly sha256?: string;
    readonly verdict: string;
    readonly inventory?: { readonly entries: number; readonly audited: number };
    readonly findings: readonly {
      readonly rule: string;
      readonly advisory?: { readonly ids: readonly string[]; readonly since?: string };
      readonly component?: { readonly path: readonly string[] };
      readonly ignored?: { readonly reason: string };
    }[];
  }[];
};
const json = (args: readonly string[], options: RunOptions = {}): Json =>
  JSON.parse(audit(['--format', 'json', ...args], options).out) as Json;
const factOf = ({ facts }: Json, name: string): string | undefined =>
  facts.find((fact) => fact.name === name)?.value;

beforeEach(() => {
  importRecords(RECORDS);
  mkdirSync(dir.at('project'));
  write('project/requirements.txt', 'urllib3==1.26.4\nrequests>=2\nold==1; python_version < "3"\n');
  write('clean.txt', 'attrs==25.1\n');
});

describe('exit codes, each for one thing', () => {
  test('0: everything was audited, and nothing is known', () => {
    const { code, out, err } = audit(['clean.txt']);
    expect(out).toMatch(/^✓ ok: nothing found/);
    expect(out).toContain('entries: 1 = 1 audited + 0 inapplicable + 0 unaudited');
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  test('1: a flaw at the threshold; 0 with a threshold above it', () => {
    expect(audit(['project']).code).toBe(1);
    expect(audit(['project', '--fail-on', 'critical']).code).toBe(0);
  });

  test.each([
    [['absent.txt'], 'there is no such file'],
    [['README.rst'], 'custody cannot tell what "README.rst" is'],
    [['empty'], 'there is nothing in "empty" that custody can audit'],
    [['clean.txt', '--python-version', 'three'], '--python-version: expected a version such as 3.12'],
    [['clean.txt', '--platform', 'beos'], '--platform: expected one of'],
    [['clean.txt', '--main-only', '--group', 'dev'], '--main-only leaves out every group'],
    [['clean.txt', '--vex', 'clean.txt'], 'clean.txt is no VEX document'],
    [['clean.txt', '--since', 'clean.txt'], 'the earlier report is no JSON'],
    [['clean.txt', '--max-age', 'week'], 'expected a number of days'],
    [['clean.txt', '--strikt'], 'did you mean --strict'],
  ])('2: %j', (args, said) => {
    mkdirSync(dir.at('empty'));
    write('README.rst', 'text');
    const { code, err, out } = audit(args);
    expect(err).toContain(said);
    expect(err).not.toMatch(STACK_TRACE);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('2: a policy that names a version which is none is refused whole', () => {
    write('custody.toml', '[[ignore]]\nadvisory = "CVE-1"\nversion = "about 2"\nreason = "x"\n');
    const { code, err } = audit(['clean.txt']);
    expect(err).toMatch(/policy custody\.toml: ignore\[1\]\.version/);
    expect(code).toBe(2);
  });

  test('3: with --strict what could not be audited leaves the verdict undecided', () => {
    write('open.txt', 'requests>=2\nattrs==25.1\n');
    const lenient = audit(['open.txt']);
    expect(lenient.out).toMatch(/^✓ ok: nothing found; .*; 1 of 2 entries could not be audited\n/);
    expect(lenient.code).toBe(0);
    const { code, out } = audit(['open.txt', '--strict']);
    expect(out).toMatch(/^\? undecided/);
    expect(out).toContain('not pinned: name the lock or the installed environment');
    expect(code).toBe(3);
  });

  test('3: where nothing at all could be audited, asked for strictly or not', () => {
    write('open.txt', 'requests>=2\nold==1; python_version < "3"\n');
    const { code, out } = audit(['open.txt']);
    expect(out).toMatch(/^\? undecided: none of 1 entry could be audited/);
    expect(code).toBe(3);
    // Beside something that was, it does not stand for everything.
    const both = audit(['open.txt', 'clean.txt']);
    expect(both.out).toContain('– open.txt');
    expect(both.code).toBe(0);
    write('custody.toml', '[[ignore]]\nrule = "audit/unaudited"\nreason = "a library"\n');
    expect(audit(['open.txt']).code).toBe(0);
  });

  test('0: where no entry applies, which the verdict says', () => {
    write('old.txt', 'old==1; python_version < "3"\n');
    const { code, out } = audit(['old.txt']);
    expect(out).toMatch(/^✓ ok: .*, of which no entry applies \(1 inapplicable\)\n/);
    expect(code).toBe(0);
  });

  test('4: no store, a damaged one, one older than --max-age', () => {
    const none = custody(['audit', '--db', 'nowhere', 'clean.txt'], { cwd: dir.at() });
    expect(none.err).toContain('run custody db sync');
    expect(none.code).toBe(4);
    const current = JSON.parse(readFileSync(dir.at('db/current'), 'utf8')) as { digest: string };
    write('db/current', JSON.stringify({ ...current, synced: '2020-01-01T00:00:00Z' }));
    const old = audit(['clean.txt', '--max-age', '30']);
    expect(old.err).toMatch(/last synced .* days ago, more than the 30 allowed; run custody db sync/);
    expect(old.code).toBe(4);
    importRecords([record('PYSEC-2024-1', 'urllib3', '1.26.5', { modified: '2024-10-10T00:00:00Z' })]);
    const made = audit(['clean.txt', '--max-age', '30']);
    expect(made.err).toMatch(/the newest advisory in the store was changed .* days ago, more than the 30/);
    expect(made.code).toBe(4);
    importRecords(RECORDS);
    write(`db/objects/${current.digest}.store`, 'no store');
    const damaged = audit(['clean.txt']);
    expect(damaged.err).not.toMatch(STACK_TRACE);
    expect(damaged.code).toBe(4);
  });

  test('a store that is old without --max-age is said loudly', () => {
    const current = JSON.parse(readFileSync(dir.at('db/current'), 'utf8')) as object;
    write('db/current', JSON.stringify({ ...current, synced: '2020-01-01T00:00:00Z' }));
    const { code, out } = audit(['clean.txt']);
    expect(out).toMatch(/^✗ findings: 1 medium/);
    expect(out).toContain('audit/stale-database');
    expect(code).toBe(1);
    importRecords([record('PYSEC-2024-1', 'urllib3', '1.26.5', { modified: '2024-10-10T00:00:00Z' })]);
    const made = audit(['clean.txt']);
    expect(made.out.replaceAll(/\s+/g, ' ')).toContain('it was made of an old copy');
    expect(made.code).toBe(1);
  });
});

describe('what it says', () => {
  test('the verdict, what to change, the flaws by all their names, and an account that adds up', () => {
    const { out } = audit(['project']);
    expect(out).toMatch(/^✗ findings: 2 high/);
    expect(out).toContain('1. high      Upgrade urllib3 1.26.4 → 1.26.18 (fixes 2)');
    expect(out).toContain('CVE-2026-1 (GHSA-aaaa-bbbb-cccc, PYSEC-2026-1)');
    expect(out).toContain('3 entries: 1 audited, 1 inapplicable, 1 unaudited (1 not-pinned)');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('3 = 1 audited + 1 inapplicable + 1 unaudited');
  });

  test('--verbose names what is inapplicable, under which condition, and what is unaudited', () => {
    const out = audit(['project', '--verbose']).out.replaceAll(/\s+/g, ' ');
    expect(out).toContain('left out old==1 inapplicable: python_version < "3"; asked about Python 3.');
    expect(out).toContain('requests audit/unaudited');
    const [subject] = json(['project']).subjects;
    expect(subject?.inventory).toMatchObject({
      leftOut: [{ marker: 'python_version < "3"', location: { position: { line: 3 } } }],
    });
  });

  test.each([
    'text',
    'json',
    'sarif',
    'markdown',
    'github',
    'html',
    'cyclonedx',
    'cyclonedx-1.7',
    'openvex',
    'csaf',
  ])('%s: the same bytes twice, with the digest of the database', (format) => {
    const [first, second] = [1, 2].map(() => audit(['project', '--format', format]));
    expect(first?.out).toBe(second?.out);
    const { digest } = JSON.parse(readFileSync(dir.at('db/current'), 'utf8')) as { digest: string };
    if (format !== 'github') expect(first?.out.replaceAll(/\s/g, '')).toContain(digest);
    expect(first?.out).toMatch(/CVE-2026-1|PYSEC-2026-1/);
    expect(first?.code).toBe(1);
  });

  test('the digests of input and policy', () => {
    write('custody.toml', 'fail-on = "critical"\n');
    const sha256 = (path: string): string =>
      createHash('sha256')
        .update(readFileSync(dir.at(path)))
        .digest('hex');
    for (const format of ['json', 'cyclonedx', 'openvex']) {
      const { out } = audit(['project', '--format', format]);
      expect(out).toContain(sha256('project/requirements.txt'));
      expect(out).toContain(sha256('custody.toml'));
    }
  });

  test('the way to a component that something else brings', () => {
    write(
      'uv.lock',
      [
        'version = 1',
        'requires-python = ">=3.12"',
        '[[package]]\nname = "app"\nversion = "0.1"\nsource = { virtual = "." }\ndependencies = [{ name = "requests" }]',
        '[[package]]\nname = "requests"\nversion = "2.32"\nsource = { registry = "https://index.example/simple" }\ndependencies = [{ name = "urllib3" }]',
        '[[package]]\nname = "urllib3"\nversion = "1.26.4"\nsource = { registry = "https://index.example/simple" }\n',
      ].join('\n'),
    );
    const [flaw] = json(['uv.lock']).subjects[0]?.findings ?? [];
    expect(flaw?.component?.path.slice(-2)).toEqual(['requests 2.32', 'urllib3 1.26.4']);
  });
});

describe('what it audits', () => {
  test('every input of a folder once: a lock speaks for its project, a file for what it includes', () => {
    write('project/pyproject.toml', '[project]\nname = "x"\nversion = "1"\ndependencies = ["urllib3"]\n');
    write('project/uv.lock', 'version = 1\nrequires-python = ">=3.12"\n');
    write('project/requirements-dev.txt', '-r requirements.txt\nattrs==25.1\n');
    mkdirSync(dir.at('project/.venv'));
    write('project/.venv/requirements.txt', 'urllib3==1.0\n');
    const report = json(['project']);
    expect(report.subjects.map(({ path }) => path)).toEqual([
      'project/requirements-dev.txt',
      'project/uv.lock',
    ]);
    expect(factOf(report, 'audited by its lock')).toBe('project/pyproject.toml (project/uv.lock)');
    expect(factOf(report, 'audited as a part of what includes it')).toBe('project/requirements.txt');
    expect(factOf(report, 'not looked into')).toBe('project/.venv');
  });

  test('files that include each other, once', () => {
    write('project/requirements.txt', '-r requirements-b.txt\nurllib3==1.26.4\n');
    write('project/requirements-b.txt', '-r requirements.txt\n');
    expect(json(['project']).subjects.map(({ path }) => path)).toEqual(['project/requirements-b.txt']);
  });

  test('nothing behind a link, neither of a file nor of a folder', () => {
    mkdirSync(dir.at('secret'));
    write('secret/s.txt', 'password==1\n');
    symlinkSync(dir.at('secret'), dir.at('project/folder'));
    symlinkSync(dir.at('secret/s.txt'), dir.at('project/file.txt'));
    write('project/requirements.txt', '-r folder/s.txt\n-r file.txt\n-r ../../../etc/passwd\n');
    const { out } = audit(['project', '--strict', '--verbose']);
    expect(out).not.toContain('password');
    expect(out).toContain('3 entries: 0 audited, 3 unaudited (3 not-read)');
  });

  test('an installed environment, by its metadata', () => {
    mkdirSync(dir.at('env/lib/python3.12/site-packages/urllib3-1.26.4.dist-info'), { recursive: true });
    write('env/pyvenv.cfg', 'home = /usr\n');
    const inside = 'env/lib/python3.12/site-packages/urllib3-1.26.4.dist-info';
    write(`${inside}/METADATA`, 'Metadata-Version: 2.1\nName: urllib3\nVersion: 1.26.4\n');
    write(`${inside}/RECORD`, 'urllib3-1.26.4.dist-info/METADATA,,\nurllib3-1.26.4.dist-info/RECORD,,\n');
    const report = json(['env']);
    expect(report.subjects[0]?.path).toBe('env/lib/python3.12/site-packages');
    expect(report.subjects[0]?.findings.filter(({ advisory }) => advisory !== undefined)).toHaveLength(2);
  });

  test('only the groups and environments asked about; the others are accounted for', () => {
    write(
      'Pipfile.lock',
      JSON.stringify({
        _meta: { hash: { sha256: '0' }, 'pipfile-spec': 6, requires: {}, sources: [] },
        default: { attrs: { version: '==25.1' } },
        develop: { urllib3: { version: '==1.26.4' } },
      }),
    );
    expect(audit(['Pipfile.lock']).code).toBe(1);
    const main = audit(['Pipfile.lock', '--main-only']);
    expect(main.out).toContain('2 entries: 1 audited, 1 inapplicable');
    expect(main.code).toBe(0);
    write('markers.txt', 'urllib3==1.26.4; sys_platform == "win32"\n');
    expect(audit(['markers.txt']).code).toBe(1);
    expect(audit(['markers.txt', '--platform', 'linux']).code).toBe(0);
    expect(audit(['markers.txt', '--platform', 'windows', '--python-version', '3.13']).code).toBe(1);
  });

  test('a hostile lock: huge, cyclic, with control characters and keys that stand twice', () => {
    const many = Array.from(
      { length: 3000 },
      (_, n) =>
        `[[package]]\nname = "p${n}"\nversion = "1"\nsource = { registry = "https://index.example/simple" }\ndependencies = [{ name = "p${(n + 1) % 3000}" }]\n`,
    );
    write(
      'uv.lock',
      `version = 1\n${many.join('')}[[package]]\nname = "x\\u001b[31m\\n::error::y"\nversion = "1\\u202e"\n`,
    );
    const { code, out, err } = audit(['uv.lock', '--verbose']);
    expect(err).toBe('');
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^::/m);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('3,001 = 3,000 audited + 0 inapplicable + 1 unaudited');
    // A name that can be none is not what an honest tool wrote: nobody knows what it stands for.
    expect(code).toBe(3);
    write('poetry.lock', 'lock-version = "2.0"\n[[package]]\nname = "a"\nname = "b"\n');
    expect(audit(['poetry.lock', '--strict'])).toMatchObject({ code: 3, err: '' });
  });

  test.each([
    [
      'a lock cut short',
      'poetry.lock',
      'lock-version = "2.0"\n[[package]]\nname = "urllib3"\nversion = "1.26',
    ],
    ['a lock that is no TOML', 'uv.lock', 'version = = 1\n'],
    ['an include that is not there', 'requirements.txt', 'requests==2.31.0\n-r missing.txt\n'],
  ])('%s is never ok, asked for strictly or not', (_what, path, text) => {
    write(path, text);
    const { code, out } = audit([path]);
    expect(out).not.toContain('✓ ok');
    expect(code).toBe(3);
  });
});

describe('what is believed', () => {
  test('a policy where one stands; never one inside what is audited, which is reported', () => {
    const ignore = '[[ignore]]\nadvisory = "cve-2026-1"\nreason = "not reachable"\n';
    write('project/custody.toml', ignore);
    const inside = json(['project']);
    expect(inside.verdict).toBe('findings');
    expect(inside.subjects.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toContain(
      'audit/policy-in-tree',
    );
    write(
      'custody.toml',
      `${ignore}[[ignore]]\nadvisory = "PYSEC-2026-2"\nversion = "<1.26.5"\nreason = "y"\n`,
    );
    expect(audit(['project']).code).toBe(0);
  });

  test('a VEX document that is named; it is told who said so', () => {
    write(
      'vex.json',
      JSON.stringify({
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': 'urn:x',
        author: 'the vendor',
        timestamp: '2026-01-01T00:00:00Z',
        version: 1,
        statements: ['CVE-2026-1', 'PYSEC-2026-2'].map((name) => ({
          vulnerability: { name },
          products: [{ '@id': 'pkg:pypi/urllib3' }],
          status: 'not_affected',
          justification: 'vulnerable_code_not_in_execute_path',
        })),
      }),
    );
    const report = json(['project', '--vex', 'vex.json']);
    expect(report.verdict).toBe('ok');
    expect(factOf(report, 'vex')).toMatch(/^vex\.json \(sha256 [0-9a-f]{64}\), 2 statements by the vendor$/);
    const openvex = audit(['project', '--vex', 'vex.json', '--format', 'openvex']).out;
    expect(JSON.parse(openvex)).toMatchObject({ statements: [{ status: 'not_affected' }, {}] });
  });

  test('what the run writes or believes is no input, so that a second run says the same', () => {
    const run = (): string => {
      const args = ['--format', 'cyclonedx', '--output', 'project/out.cdx.json'];
      expect(audit(['project', '--vex', 'project/vex.cdx.json', ...args]).err).toBe('');
      return readFileSync(dir.at('project/out.cdx.json'), 'utf8');
    };
    write('project/vex.cdx.json', audit(['project', '--format', 'cyclonedx']).out);
    expect(run()).toBe(run());
    expect(run()).not.toContain('input project/vex.cdx.json');
    // Named, it is one.
    expect(json(['project/out.cdx.json']).subjects.map(({ path }) => path)).toEqual(['project/out.cdx.json']);
  });

  test('an earlier report: what is new, and why', () => {
    importRecords(RECORDS.slice(0, 1));
    write('before.json', audit(['project', '--format', 'json']).out);
    importRecords(RECORDS);
    const after = json(['project', '--since', 'before.json']);
    expect(factOf(after, 'since the earlier report')).toBe(
      '1 flaw new in the database, 0 new with the dependencies, 1 known before (another database)',
    );
  });
});

describe('custody check', () => {
  const check = (args: readonly string[]): Ran => custody(['check', ...args], { cwd: dir.at() });

  test('holds what it finds against the store', () => {
    const { code, out } = check(['--db', 'db', 'project']);
    expect(out).toContain('Upgrade urllib3 1.26.4 → 1.26.18 (fixes 2)');
    expect(out).toContain('advisories: sha256');
    expect(code).toBe(1);
  });

  test('without a store: unknown, said once, and no verdict of it', () => {
    write('project/constraints.txt', 'attrs==25.1\n');
    const { code, out } = check(['--db', 'nowhere', 'project']);
    expect(out.split('audit/no-database')).toHaveLength(2);
    expect(code).toBe(0);
  });

  test('a store made of an old copy is told, as audit tells it; nothing is said where no advisories are asked about', () => {
    importRecords(RECORDS.map((one) => ({ ...one, modified: '2020-01-01T00:00:00Z' })));
    const { code, out } = check(['--db', 'db', '--rule', 'audit/*', 'project']);
    expect(out).toContain('audit/stale-database');
    expect(code).toBe(1);
    expect(check(['--db', 'db', '--rule', 'zip/*', 'project']).out).not.toContain('audit/stale-database');
  });

  test('asks nothing of it where only other rules are chosen', () => {
    const { out } = check(['--db', 'nowhere', '--rule', 'zip/*', 'project']);
    expect(out).not.toContain('audit/');
  });
});
