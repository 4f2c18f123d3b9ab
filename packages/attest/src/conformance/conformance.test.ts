import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseConformanceArguments } from './arguments.ts';
import { runConformance } from './run.ts';

const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
/** `test/assets/bundle-verify` of the suite. */
const suite = process.env['CUSTODY_CONFORMANCE'] ?? join(data, 'sigstore-conformance/bundle-verify');
const there = existsSync(suite);
if (!there) process.stderr.write('skipped: the conformance suite is not at hand (CUSTODY_CONFORMANCE)\n');

const ports = {
  readFile: (path: string) => readFileSync(path),
  exists: existsSync,
  now: Date.UTC(2026, 10, 21),
};

const BEACON =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';

/** The arguments that the suite gives for one of its directories. */
const argumentsFor = (name: string): readonly [args: readonly string[], artifact: string] => {
  const file = (part: string): string | undefined => {
    const path = join(suite, name, part);
    return existsSync(path) ? path : undefined;
  };
  const text = (part: string): string | undefined => {
    const path = file(part);
    return path === undefined ? undefined : readFileSync(path, 'utf8').trim();
  };
  const key = file('key.pub');
  const root = file('trusted_root.json');
  const whom =
    key === undefined
      ? [
          '--certificate-identity',
          text('identity') ?? BEACON,
          '--certificate-oidc-issuer',
          text('issuer') ?? ISSUER,
        ]
      : ['--key', key];
  const trust = root === undefined ? [] : ['--trusted-root', root];
  const artifact = file('artifact') ?? join(suite, 'a.txt');
  return [
    ['verify-bundle', '--bundle', join(suite, name, 'bundle.sigstore.json'), ...whom, ...trust],
    artifact,
  ];
};

describe.skipIf(!there)('the public conformance suite', () => {
  const cases = there
    ? readdirSync(suite, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
    : [];

  test('has at least seventy cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(70);
  });

  test.each(cases)('%s, by path and by digest', async (name) => {
    const [args, artifact] = argumentsFor(name);
    const expected = name.endsWith('_fail') ? 1 : 0;
    const digest = `sha256:${hash('sha256', readFileSync(artifact), 'hex')}`;
    expect((await runConformance([...args, artifact], ports)).exitCode).toBe(expected);
    expect((await runConformance([...args, digest], ports)).exitCode).toBe(expected);
  });
});

test.each([
  [['sign-bundle'], 'subcommand'],
  [['verify-bundle', '--bundle', 'b', 'x'], '--key'],
  [['verify-bundle', '--bundle', 'b', '--key', 'k'], 'needed'],
  [['verify-bundle', '--bundle', 'b', '--key', 'k', '--key', 'k', 'x'], 'once'],
  [['verify-bundle', '--bundle', 'b', '--key', 'k', '--more', 'x'], 'not known'],
  [['verify-bundle', '--bundle', 'b', '--key', 'k', '--certificate-identity', 'i', 'x'], 'either'],
])('refuses %j', (args, expected) => {
  expect(parseConformanceArguments(args)).toContain(expected);
});
