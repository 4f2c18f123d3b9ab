import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { DAMAGES, projectWheel, writeProject } from '@custody/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { command, custody, type Ran, type RunOptions, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();
const { name, bytes } = projectWheel();
const damaged = DAMAGES['changed-byte-in-module'](bytes);
const ESCAPE = '\u001b[';

const check = (args: readonly string[], options: RunOptions = {}): Ran =>
  custody(['check', ...args], { cwd: dir.at(), ...options });

beforeEach(() => {
  writeProject(dir.at('sound'));
  mkdirSync(dir.at('bad'));
  writeFileSync(dir.at('bad', name), damaged);
});

describe('exit codes', () => {
  test('0 for a sound release, 1 for findings at the threshold, 0 with --fail-on never', () => {
    expect(check(['sound']).code).toBe(0);
    expect(check(['bad']).code).toBe(1);
    const lenient = check(['--fail-on', 'never', 'bad']);
    expect(lenient.code).toBe(0);
    expect(lenient.out).toMatch(/record\/hash-mismatch/);
  });

  test('--fail-on counts from its severity up', () => {
    expect(check(['--fail-on', 'critical', 'bad']).code).toBe(1);
    // sbom/present is only info: under every threshold.
    expect(check(['--fail-on', 'low', 'sound']).code).toBe(0);
  });

  test('--rule judges only the rules named, families too, and says how many', () => {
    expect(check(['--rule', 'zip/*', 'bad']).code).toBe(0);
    const only = check(['--rule', 'record/hash-mismatch', 'bad']);
    expect(only.code).toBe(1);
    expect(only.out).toMatch(/1 chosen with --rule/);
    expect(only.out).not.toMatch(/zip\//);
  });
});

describe('formats', () => {
  test.each([
    ['text', /^✗ findings/],
    ['markdown', /^#/],
    ['github', /^::error file=bad\//m],
    ['html', /^<!doctype html>/i],
  ])('%s', (format, expected) => {
    const { code, out, err } = check(['--format', format, 'bad']);
    expect(out).toMatch(expected);
    expect(out).toContain('record/hash-mismatch');
    expect(out.endsWith('\n')).toBe(true);
    expect(err).toBe('');
    expect(code).toBe(1);
  });

  test('json and sarif are JSON, of the versions that they say', () => {
    const json = JSON.parse(check(['--format', 'json', 'bad']).out) as { verdict: string; schema?: string };
    expect(json.verdict).toBe('findings');
    const sarif = JSON.parse(check(['--format', 'sarif', 'bad']).out) as {
      version: string;
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results.some(({ ruleId }) => ruleId === 'record/hash-mismatch')).toBe(true);
  });

  test.each(['text', 'json', 'sarif', 'markdown', 'github', 'html'])(
    '%s: the same inputs give the same bytes, with one worker or two',
    (format) => {
      const [first, second] = ['1', '2'].map((jobs) =>
        check(['--format', format, '--jobs', jobs, 'bad', 'sound']),
      );
      expect(first?.out.length).toBeGreaterThan(0);
      expect(second?.out).toBe(first?.out);
    },
  );

  test('--output writes the report to a file, whole, and nothing else', () => {
    const printed = check(['--format', 'json', 'bad']);
    const { code, out, err } = check(['--format', 'json', '--output', 'report.json', 'bad']);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: '' });
    expect(readFileSync(dir.at('report.json'), 'utf8')).toBe(printed.out);
    expect(dir.names()).toEqual(['bad', 'report.json', 'sound']);
  });

  test('--output into a folder that is not there: one error, exit code not 0 or 1', () => {
    const { code, err } = check(['--output', 'no/such/report.txt', 'bad']);
    expect(err).toMatch(/^custody: cannot write no\/such\/report\.txt: its directory does not exist/);
    expect([2, 3]).toContain(code);
  });

  test('--quiet says the verdict and no more', () => {
    const { code, out } = check(['--quiet', 'bad']);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
    expect(out).toMatch(/^✗ findings/);
    expect(code).toBe(1);
  });
});

describe('colour', () => {
  test('none where nobody looks, none with NO_COLOR, some with FORCE_COLOR', () => {
    expect(check(['bad']).out).not.toContain(ESCAPE);
    expect(check(['bad'], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }).out).not.toContain(ESCAPE);
    expect(check(['bad'], { env: { FORCE_COLOR: '1' } }).out).toContain(ESCAPE);
  });
});

describe('policy', () => {
  const policy = '[[ignore]]\nrule = "record/hash-mismatch"\nreason = "known, mended in the next release"\n';

  test('custody.toml is obeyed where the command was invoked', () => {
    writeFileSync(dir.at('custody.toml'), 'fail-on = "never"\n');
    const { code, out } = check(['bad']);
    expect(out).toMatch(/never/);
    expect(code).toBe(0);
  });

  test('custody.toml in the judged tree is not: a release cannot excuse itself', () => {
    writeFileSync(dir.at('bad', 'custody.toml'), 'fail-on = "never"\n');
    writeFileSync(dir.at('bad', 'pyproject.toml'), '[tool.custody]\nfail-on = "never"\n');
    expect(check(['bad']).code).toBe(1);
  });

  test('--policy names another; an ignore needs a reason, and a policy with a fault is refused whole', () => {
    writeFileSync(dir.at('lenient.toml'), policy);
    const ignored = check(['--policy', 'lenient.toml', 'bad']);
    expect(ignored.out).toMatch(/ignored/i);
    expect(ignored.code).toBe(0);
    for (const text of [
      policy.replace(/reason.*\n/, ''),
      'fail-on = "sometimes"\n',
      'fial-on = "never"\n',
      '[[[',
      '\u0000',
    ]) {
      writeFileSync(dir.at('lenient.toml'), text);
      const { code, err, out } = check(['--policy', 'lenient.toml', 'bad']);
      expect(err).toMatch(/^custody: policy lenient\.toml/);
      expect(err).not.toMatch(STACK_TRACE);
      expect(out).toBe('');
      expect(code).toBe(2);
    }
  });
});

describe('pipes', () => {
  test.skipIf(process.platform === 'win32')(
    'a reader that stops early (| head -1) is no failure and nothing is said of it',
    () => {
      const script = '"$@" | head -1; exit "${PIPESTATUS[0]}"';
      const args = [process.execPath, ...command(), 'check', '--list-rules'];
      const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...args], {
        cwd: dir.at(),
        encoding: 'utf8',
      });
      expect(stdout.split('\n')).toHaveLength(2);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );

  test.skipIf(process.platform === 'win32')('findings stay findings when the reader stops early', () => {
    const script = '"$@" | head -c 1 >/dev/null; exit "${PIPESTATUS[0]}"';
    const args = [process.execPath, ...command(), 'check', '--format', 'html', 'bad'];
    const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...args], {
      cwd: dir.at(),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  test.skipIf(process.platform !== 'linux')(
    'a standard output that cannot be written is told: exit code 3',
    () => {
      const script = '"$@" > /dev/full';
      // No progress: on a busy machine its line would come first.
      const args = [process.execPath, ...command(), 'check', '--quiet', 'sound'];
      const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...args], {
        cwd: dir.at(),
        encoding: 'utf8',
      });
      expect(stderr).toMatch(/^custody: /);
      expect(stderr).not.toMatch(STACK_TRACE);
      expect(status).toBe(3);
    },
  );
});
