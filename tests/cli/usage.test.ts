import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { custody, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();
const run = (...args: readonly string[]): ReturnType<typeof custody> => custody(args, { cwd: dir.at() });

const COMMANDS = [
  [],
  ['audit'],
  ['check'],
  ['sbom'],
  ['sbom', 'generate'],
  ['sbom', 'embed'],
  ['sbom', 'extract'],
  ['sbom', 'verify'],
  ['sbom', 'validate'],
  ['sbom', 'merge'],
  ['sbom', 'diff'],
  ['sbom', 'convert'],
] as const;

describe('help', () => {
  test.each(COMMANDS.map((command) => [command]))('custody %j --help says how it is used', (command) => {
    const { code, out, err } = run(...command, '--help');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/^USAGE\n/);
    expect(out).toContain(`custody ${command.join(' ')}`.trim());
    expect(run(...command, '-h').out).toBe(out);
  });

  test('every subcommand that the help of custody and of sbom names has a help of its own', () => {
    const named = /custody sbom ([a-z|]+)/.exec(run('--help').out)?.[1]?.split('|') ?? [];
    const tested = COMMANDS.filter(([first, second]) => first === 'sbom' && second !== undefined).map(
      ([, second]) => second,
    );
    expect(new Set(named)).toEqual(new Set<string | undefined>(tested));
  });

  test('the version is that of the package', () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../packages/cli/package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(run('--version')).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('what is not understood: exit code 2, on standard error, and what was perhaps meant', () => {
  test.each([
    [['chekc'], 'did you mean `check`'],
    [['sbom', 'embd'], 'did you mean `embed`'],
    [['check', '--formt', 'json'], 'did you mean --format'],
    [['check', '--qiet'], 'did you mean --quiet'],
    [['sbom', 'embed', '--copyto', 'x', 'a.whl'], 'did you mean --copy-to?'],
    [['check', '--format', 'jsn'], 'did you mean "json"'],
    [['check', '--fail-on', 'hihg'], 'did you mean "high"'],
    [['check', '--frobnicate-entirely'], 'No flag registered for --frobnicate-entirely'],
    [['check', '--output'], 'Expected input for flag --output'],
    [['check', '--jobs', '0', '.'], 'expected a whole number from 1 to 256'],
    [['check', '--jobs', '1e3', '.'], 'expected a whole number from 1 to 256'],
    [['check', '--rule', 'zip/nope', '.'], 'no rule is named "zip/nope"'],
    [['check', '--explain', 'nope'], 'no rule is named "nope"'],
    [['check', '--policy', 'absent.toml', '.'], 'absent.toml: there is no such file'],
    [['check', 'absent.whl'], 'absent.whl: there is no such file'],
    [['check', '--', '--help'], 'cannot read --help'],
    [['sbom', 'embed'], 'wheel'],
    [['sbom', 'embed', 'a.txt'], 'a.txt is no wheel'],
    [['sbom', 'diff', 'one.json'], 'after'],
    [['sbom', 'convert', 'one.json'], 'to'],
    [['sbom', 'convert', '--to', 'nope', 'one.json'], 'nope'],
  ] as const)('custody %j', (args, said) => {
    const { code, out, err } = run(...args);
    expect(err).toContain(said);
    expect(err).not.toMatch(STACK_TRACE);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('an empty folder: there is nothing to check, and that is said', () => {
    const { code, err } = run('check');
    expect(err).toMatch(/there is nothing in "\." that custody can check/);
    expect(code).toBe(2);
  });
});

describe('rules', () => {
  test('--list-rules names each rule once, and --explain tells of it', () => {
    const { code, out } = run('check', '--list-rules');
    expect(code).toBe(0);
    const ids = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    const explained = run('check', '--explain', 'record/hash-mismatch');
    expect(explained.code).toBe(0);
    expect(explained.out).toMatch(/^record\/hash-mismatch\n/);
    expect(explained.out).toMatch(/severity +critical/);
    expect(explained.out).toMatch(/to do/);
  });
});

describe('a wheel where an SBOM is wanted', () => {
  test.each([
    ['sbom', 'diff', 'a.whl', 'b.json'],
    ['sbom', 'convert', '--to', 'spdx-2.3', 'a.whl'],
    ['sbom', 'merge', 'a.whl', 'b.json'],
  ])('custody %s %s %s … is answered with the command that takes its SBOMs out', (...args) => {
    const { code, out, err } = run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('a.whl is a wheel, not an SBOM; custody sbom extract');
    expect(err).not.toMatch(STACK_TRACE);
  });
});
