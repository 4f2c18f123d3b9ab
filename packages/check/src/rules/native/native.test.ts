import type { NativeObject } from '@custody/native';
import {
  buildElf,
  buildFat,
  buildMachO,
  buildPe,
  type ElfOptions,
  type MachOOptions,
  patched,
  projectWheelOptions,
} from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { WheelView } from '../../views/wheel.ts';
import { type Broken, testFamily } from '../testing/cases.ts';
import { builtView } from '../testing/views.ts';
import { glibcOf } from './glibc.ts';
import { nativeRules } from './index.ts';
import { searchPathOf } from './search-path.ts';

const MODULE = 'tidewater/_tide.abi3.so';
const LINUX = 'cp312-abi3-manylinux_2_28_x86_64';
const MACOS = 'cp312-abi3-macosx_10_13_universal2';
const WINDOWS = 'cp312-abi3-win_amd64';

const X86_64 = 0x0100_0007;
const ARM64 = 0x0100_000c;

const wheel =
  (tag: string, binary: Uint8Array, path = MODULE) =>
  (): Promise<WheelView> =>
    builtView({ tags: [tag], files: { [path]: binary } });
const elf = (options: ElfOptions, tag = LINUX, path = MODULE) => wheel(tag, buildElf(options), path);
const universal = (change: Partial<MachOOptions> = {}, arm: Partial<MachOOptions> = {}): Uint8Array => {
  const both = { type: 8, platform: 1, minimumOs: '10.13', ...change };
  return buildFat([
    { ...both, cpu: X86_64 },
    { ...both, minimumOs: '11.0', ...arm, cpu: ARM64 },
  ]);
};
const needs = (...versions: readonly string[]): ElfOptions => ({
  needed: ['libc.so.6'],
  versionNeeds: [{ file: 'libc.so.6', versions }],
});

const row = (
  what: string,
  view: () => Promise<WheelView>,
  id: string,
  place: object = {},
): Broken<WheelView> => ({
  what,
  view,
  places: { [`native/${id}`]: [{ entry: MODULE, ...place }] },
});

/** Its headers point behind its end: to sections, and to segments. */
const truncated = (): Uint8Array => buildElf({ needed: ['libc.so.6'] }).subarray(0, 150);
/** A universal header that says another machine than its second slice. */
const liar = (): Uint8Array => patched(universal(), 8 + 20, Uint8Array.of(0, 0, 0, 7));

const BROKEN: readonly Broken<WheelView>[] = [
  {
    what: 'with a binary cut off',
    view: wheel(LINUX, truncated()),
    places: {
      'native/well-formed': [392, 64].map((offset) => ({
        entry: MODULE,
        position: { kind: 'byte', offset },
      })),
    },
  },
  row('with a universal header that lies', wheel(MACOS, liar()), 'unambiguous', {
    position: { kind: 'byte', offset: 28 },
  }),
  row('with a relative search path', elf({ runpath: 'lib' }), 'search-path-relative'),
  row(
    'with an empty entry in its search path',
    elf({ rpath: '$ORIGIN/../tidewater.libs:' }),
    'search-path-relative',
  ),
  row(
    'with the search path of a build',
    elf({ runpath: '/home/builder/lib:$ORIGIN' }),
    'search-path-absolute',
  ),
  row('with a search path in /tmp', elf({ runpath: '/tmp/build/lib' }), 'search-path-absolute'),
  row('with a system path that leaves it', elf({ runpath: '/usr/lib/../../tmp' }), 'search-path-absolute'),
  row('with a search path above site-packages', elf({ runpath: '$ORIGIN/../../lib' }), 'search-path-outside'),
  row(
    'with an rpath above site-packages on macOS',
    wheel(MACOS, universal({ rpaths: ['@loader_path/../../lib'] })),
    'search-path-outside',
  ),
  row(
    'that needs a library of the build machine',
    wheel(MACOS, universal({ needed: [{ name: '/opt/homebrew/lib/libtide.dylib' }] })),
    'library-path',
  ),
  row('for any platform with a compiled module', elf({}, 'py3-none-any'), 'any-platform'),
  row('for any platform with a program', wheel('py3-none-any', buildPe({ dll: false })), 'any-platform'),
  row('for Linux with a binary for macOS', wheel(LINUX, universal()), 'format-matches-tag'),
  row('for macOS with a binary for Windows', wheel(MACOS, buildPe()), 'format-matches-tag'),
  row('with a binary for another machine', elf({ machine: 183 }), 'machine-matches-tag'),
  row('with a DLL for another machine', wheel(WINDOWS, buildPe({ machine: 0xaa64 })), 'machine-matches-tag'),
  row(
    'with half of what universal2 promises',
    wheel(MACOS, buildMachO({ cpu: ARM64, type: 8 })),
    'machine-matches-tag',
  ),
  row('for musl that needs glibc', elf(needs('GLIBC_2.17'), 'cp312-abi3-musllinux_1_2_x86_64'), 'c-library'),
  row('for glibc that needs musl', elf({ needed: ['libc.musl-x86_64.so.1'] }), 'c-library'),
  row('that needs a newer glibc', elf(needs('GLIBC_2.17', 'GLIBC_2.34')), 'glibc-version'),
  row('that needs a newer glibc by relative relocations', elf(needs('GLIBC_ABI_DT_RELR')), 'glibc-version'),
  row(
    'whose oldest tag promises less than it needs',
    () =>
      builtView({
        tags: ['cp312-abi3-manylinux1_x86_64', LINUX],
        files: { [MODULE]: buildElf(needs('GLIBC_2.17')) },
      }),
    'glibc-version',
  ),
  row('that needs a newer macOS', wheel(MACOS, universal({ minimumOs: '12.0' })), 'macos-version'),
];

testFamily(
  nativeRules,
  [
    { what: 'pure wheel', view: () => builtView() },
    { what: 'wheel with a module and a bundled library', view: () => builtView(projectWheelOptions()) },
    {
      what: 'universal wheel',
      view: wheel(MACOS, universal({ rpaths: ['@loader_path/.dylibs', '/usr/lib/swift'] })),
    },
    { what: 'wheel for Windows', view: wheel(WINDOWS, buildPe(), 'tidewater/_tide.pyd') },
    {
      what: 'wheel of the newest glibc that its tag allows',
      view: elf(needs('GLIBC_2.28', 'GLIBC_PRIVATE')),
    },
    {
      what: 'wheel for musl',
      view: elf({ needed: ['libc.musl-x86_64.so.1'] }, 'cp312-abi3-musllinux_1_2_x86_64'),
    },
    { what: 'wheel with code for a graphics processor', view: elf({ machine: 190 }) },
    {
      what: 'wheel that finds its libraries beside itself',
      view: elf(
        { runpath: '$ORIGIN:${ORIGIN}/../../tidewater.libs:/usr/lib64' },
        LINUX,
        'tidewater/a/_tide.so',
      ),
    },
    {
      what: 'wheel that finds them from platlib',
      view: elf({ runpath: '$ORIGIN/../tidewater.libs' }, LINUX, `tidewater-1.0.0.data/platlib/${MODULE}`),
    },
  ],
  BROKEN,
);

const outcomes = (view: WheelView) => nativeRules.map(({ rule, judge }) => ({ id: rule.id, ...judge(view) }));
const severities = async (view: Promise<WheelView>) =>
  outcomes(await view).flatMap(({ findings }) =>
    findings.map(({ severity, rule }) => severity ?? rule.severity),
  );

describe('how bad it is', () => {
  test('a search path in /tmp is worse than one of the build machine', async () => {
    expect(await severities(elf({ runpath: '/home/builder/lib' })())).toEqual(['low']);
    expect(await severities(elf({ runpath: '/home/builder/lib:/tmp/x' })())).toEqual(['medium']);
  });

  test('a program in a wheel for any platform is mentioned, a module is a fault', async () => {
    expect(await severities(wheel('py3-none-any', buildPe({ dll: false }), 'tidewater/t64.exe')())).toEqual([
      'info',
    ]);
    expect(await severities(elf({}, 'py3-none-any', 'tidewater/libtide.so')())).toEqual(['info']);
    expect(await severities(elf({}, 'py3-none-any')())).toEqual(['medium']);
  });
});

describe('what cannot be known', () => {
  test('under a file name that says nothing, binaries are held against no tag', async () => {
    const view = await builtView({ tags: [LINUX], files: { [MODULE]: buildElf() } }, 'tidewater.whl');
    expect(outcomes(view).flatMap(({ id, unknowns }) => (unknowns.length > 0 ? [id] : []))).toEqual([
      'native/format-matches-tag',
      'native/machine-matches-tag',
      'native/c-library',
      'native/glibc-version',
      'native/macos-version',
    ]);
  });

  test('a platform that no standard defines is not guessed at', async () => {
    const view = await elf({}, 'cp312-abi3-plan9_x86_64')();
    const [first] = outcomes(view).flatMap(({ unknowns }) => unknowns);
    expect(first?.reason).toBe('what its platform tag stands for is not known');
  });

  test.each([
    ['could not be read', { unread: 'the stream ends early' }],
    [
      'was not read to its end',
      {
        object: {
          format: 'wasm',
          version: 1,
          imports: [],
          customSections: [],
          problems: [{ code: 'native/read-limit', message: 'the stream ends early', offset: 0 }],
        } satisfies NativeObject,
      },
    ],
  ])('of a binary that %s no rule holds', async (_, state) => {
    const view = await elf({})();
    const natives = [{ path: MODULE, sha256: '', size: 1, ...state }];
    for (const { unknowns } of outcomes({ ...view, natives })) {
      expect(unknowns).toMatchObject([
        { reason: `not all of ${MODULE} is known: the stream ends early`, location: { entry: MODULE } },
      ]);
    }
  });
});

describe('hostile binaries', () => {
  test('a search path of a hundred thousand entries costs little and is told in one sentence', () => {
    const object = {
      format: 'elf',
      bits: 64,
      endian: 'little',
      machine: 'x86-64',
      type: 'shared',
      needed: [],
      comment: [],
      versionNeeds: [],
      versionDefinitions: [],
      stripped: true,
      problems: [],
      runpath: Array.from({ length: 100_000 }, (_, index) => `/${index}${'/..'.repeat(5)}`).join(':'),
    } satisfies NativeObject;
    expect(searchPathOf(object)).toHaveLength(1000);
  });

  test('versions that are no numbers say nothing', () => {
    const versions = [
      'GLIBC_',
      'GLIBC_2',
      'GLIBC_99999999999.1',
      'GLIBC_2.9\n',
      'GLIBCXX_3.4.30',
      'GLIBC_2.3.4',
    ];
    expect(glibcOf({ versionNeeds: [{ file: 'libc.so.6', versions }] } as never)).toEqual({
      major: 2,
      minor: 3,
    });
  });
});
