import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSpecifierSet } from '../../specifier/parse.ts';
import { evaluateMarker } from '../evaluate.ts';
import { parseMarker } from '../parse.ts';
import { createMarkerScopes } from './scope.ts';
import { chooseEnvironments, SUPPORTED_ENVIRONMENTS } from './universe.ts';

const scopes = createMarkerScopes(SUPPORTED_ENVIRONMENTS);
const words = (text: string): unknown => {
  const scope = scopes(text);
  return scope.kind === 'somewhere' ? [...scope.environments, ...scope.open] : scope.kind;
};

describe('where a marker holds', () => {
  test.each([
    ['python_version < "3.8"', 'nowhere'],
    ['python_version >= "3"', 'everywhere'],
    ['python_version < "3.11"', ['Python 3.9 to 3.10']],
    ['python_version in "3.9 3.11"', ['Python 3.9, 3.11']],
    ['python_full_version < "3.11.4"', ['Python 3.9 to 3.10, some of 3.11']],
    ['python_full_version == "3.12.*"', ['Python 3.12']],
    ['python_full_version < "3.11.4" and python_full_version > "3.11.3"', 'nowhere'],
    ['python_full_version < "3.11.5" and python_full_version > "3.11.3"', ['Python some of 3.11']],
    ['python_full_version == "3.15.0b2"', ['Python some of 3.15']],
    ['sys_platform == "win32"', ['Windows']],
    ['sys_platform == "win32" and os_name == "posix"', 'nowhere'],
    ['sys_platform == "win32" and python_version < "3.10"', ['Python 3.9: Windows']],
    ['platform_system == "Windows" and platform_machine == "arm64"', ['Windows on arm64']],
    ['platform_machine == "x86_64" and platform_machine == "arm64"', 'nowhere'],
    ['implementation_name == "pypy"', ['PyPy']],
    ['platform_python_implementation == "Jython"', 'nowhere'],
    ['extra == "test"', ['extra']],
    ['"tegra" in platform_release and sys_platform == "darwin"', ['macOS', 'platform_release']],
    ['python_version < "3.8" and extra == "test"', 'nowhere'],
    ['sys_platform == os_name', []],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('depends on what the project asks of its interpreter', () => {
    const required = parseSpecifierSet('>=3.12.2');
    if (required.kind === 'invalid') throw new Error('no specifier');
    const of = createMarkerScopes({ ...SUPPORTED_ENVIRONMENTS, requiresPython: required });
    expect(of('python_version < "3.12"').kind).toBe('nowhere');
    expect(of('python_version >= "3.12"').kind).toBe('everywhere');
    expect(of('python_full_version < "3.12.2"').kind).toBe('nowhere');
    expect(of('python_full_version < "3.12.3"').kind).toBe('somewhere');
  });

  test('can be asked of one Python and one platform', () => {
    const of = (choice: Parameters<typeof chooseEnvironments>[0], text: string): string | undefined => {
      const universe = chooseEnvironments(choice);
      return universe && createMarkerScopes(universe)(text).kind;
    };
    expect(of({ pythonVersion: '2.7' }, 'python_version < "3"')).toBe('everywhere');
    expect(of({ pythonVersion: '3.12.4' }, 'python_full_version > "3.12.4"')).toBe('nowhere');
    expect(of({ platform: 'linux' }, 'sys_platform == "win32"')).toBe('nowhere');
    expect(of({ platform: 'linux/AARCH64' }, 'platform_machine == "aarch64"')).toBe('everywhere');
    expect(of({ platform: 'linux/aarch64' }, 'platform_machine == "x86_64"')).toBe('nowhere');
    expect(of({ platform: 'beos' }, 'os_name == "posix"')).toBeUndefined();
    expect(of({ pythonVersion: 'three' }, 'os_name == "posix"')).toBeUndefined();
  });
});

const atom = fc.oneof(
  fc.constantFrom(
    'sys_platform == "linux"',
    'sys_platform != "win32"',
    'platform_machine == "x86_64"',
    '"arm" in platform_machine',
    'implementation_name == "cpython"',
    'extra == "a"',
    'os_name == "nt"',
    'platform_release >= "5"',
  ),
  fc
    .tuple(
      fc.constantFrom('python_version', 'python_full_version'),
      fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
      fc.constantFrom('3.9', '3.10', '3.11.4', '3.12', '3.13.0', '3.14.2'),
    )
    .map(([field, operator, text]) => `${field} ${operator} "${text}"`),
);
const markers: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc
      .tuple(tie('tree'), fc.constantFrom('and', 'or'), tie('tree'))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
  ),
})).tree;

const environment = fc.record({
  python: fc.tuple(fc.integer({ min: 9, max: 15 }), fc.integer({ min: 0, max: 30 })),
  platform: fc.constantFrom(...SUPPORTED_ENVIRONMENTS.platforms),
  implementation: fc.constantFrom(...SUPPORTED_ENVIRONMENTS.implementations),
  machine: fc.constantFrom('x86_64', 'arm64', 'armv7l', 'vax'),
  extra: fc.constantFrom('', 'a'),
  release: fc.constantFrom('4.0', '6.1'),
});

describe('any marker', () => {
  test('that holds in some environment is never nowhere, and one that fails in some is never everywhere', () => {
    fc.assert(
      fc.property(
        markers,
        environment,
        (text, { python, platform, implementation, machine, extra, release }) => {
          const marker = parseMarker(text);
          if (marker.kind === 'invalid') throw new Error(text);
          const answer = evaluateMarker(marker, {
            python_version: `3.${python[0]}`,
            python_full_version: `3.${python[0]}.${python[1]}`,
            os_name: platform.osName,
            sys_platform: platform.sysPlatform,
            platform_system: platform.platformSystem,
            platform_machine: machine,
            implementation_name: implementation.name,
            platform_python_implementation: implementation.label,
            platform_release: release,
            extra,
          });
          if (answer.kind === 'undefined') return;
          expect(createMarkerScopes(SUPPORTED_ENVIRONMENTS)(text).kind).not.toBe(
            answer.value ? 'nowhere' : 'everywhere',
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('that is none, or too large, is unknown and no reason to leave anything out', () => {
    expect(scopes('python_version <').kind).toBe('unknown');
    expect(scopes(Array.from({ length: 1000 }, () => 'os_name == "x"').join(' or ')).kind).not.toBe(
      'everywhere',
    );
    const wide = Array.from({ length: 900 }, (_, at) => `python_full_version != "3.11.${at}"`).join(' and ');
    expect(scopes(wide).kind).toBe('unknown');
    const spent = createMarkerScopes(SUPPORTED_ENVIRONMENTS, 100);
    expect(spent('sys_platform == "win32"').kind).toBe('somewhere');
    for (let at = 0; at < 20; at += 1) spent(`sys_platform == "${at}"`);
    expect(spent('sys_platform == "darwin"').kind).toBe('unknown');
  });
});
