import { describe, expect, test } from 'vitest';
import { describeAbi } from './abi.ts';
import { isAcceptedByPyPI } from './accepted.ts';
import { describePlatform } from './platform.ts';
import { describePython } from './python.ts';

const v = (major: number, minor: number) => ({ major, minor });

describe('describePlatform', () => {
  test.each([
    ['any', { kind: 'any' }],
    ['manylinux1_i686', { kind: 'manylinux', glibc: v(2, 5), architecture: 'i686', legacy: 'manylinux1' }],
    [
      'manylinux2010_x86_64',
      { kind: 'manylinux', glibc: v(2, 12), architecture: 'x86_64', legacy: 'manylinux2010' },
    ],
    [
      'manylinux2014_s390x',
      { kind: 'manylinux', glibc: v(2, 17), architecture: 's390x', legacy: 'manylinux2014' },
    ],
    ['manylinux_2_28_x86_64', { kind: 'manylinux', glibc: v(2, 28), architecture: 'x86_64' }],
    ['musllinux_1_2_aarch64', { kind: 'musllinux', musl: v(1, 2), architecture: 'aarch64' }],
    ['linux_armv7l', { kind: 'linux', architecture: 'armv7l' }],
    [
      'macosx_10_9_intel',
      { kind: 'macos', minimum: v(10, 9), architecture: 'intel', architectures: ['i386', 'x86_64'] },
    ],
    [
      'macosx_11_0_universal2',
      { kind: 'macos', minimum: v(11, 0), architecture: 'universal2', architectures: ['arm64', 'x86_64'] },
    ],
    [
      'MACOSX_26_0_ARM64',
      { kind: 'macos', minimum: v(26, 0), architecture: 'arm64', architectures: ['arm64'] },
    ],
    ['win32', { kind: 'windows', architecture: 'x86' }],
    ['win_amd64', { kind: 'windows', architecture: 'x86_64' }],
    ['win_arm64', { kind: 'windows', architecture: 'arm64' }],
    [
      'ios_13_0_arm64_iphonesimulator',
      { kind: 'ios', minimum: v(13, 0), architecture: 'arm64', sdk: 'iphonesimulator' },
    ],
    ['ios_13_0_arm64_iphoneos', { kind: 'ios', minimum: v(13, 0), architecture: 'arm64', sdk: 'iphoneos' }],
    ['android_24_arm64_v8a', { kind: 'android', apiLevel: 24, architecture: 'arm64_v8a' }],
    ['pyemscripten_2026_0_wasm32', { kind: 'pyemscripten', year: 2026, patch: 0 }],
    ['emscripten_3_1_58_wasm32', { kind: 'emscripten', version: '3.1.58' }],
    ['wasi_0_2_wasm32', { kind: 'wasi', version: '0.2' }],
  ])('%s', (tag, expected) => {
    expect(describePlatform(tag)).toEqual(expected);
  });

  test.each([
    'manylinux1_aarch64',
    'manylinux2014_riscv64',
    'manylinux_2_x86_64',
    'manylinux_2_28_',
    'musllinux_1_x86_64',
    'macosx_11_0_sparc',
    'macosx_11_arm64',
    'win64',
    'win_amd64_',
    'ios_13_0_x86_64_iphoneos',
    'android_24_mips',
    'pyemscripten_2026_wasm32',
    'pyemscripten_2026_0_wasm64',
    'manylinux_9999999_1_x86_64',
    '',
    'any\n',
    'anything',
    'manylinux_\u0662_28_x86_64',
  ])('does not know %j', (tag) => {
    expect(describePlatform(tag)).toEqual({ kind: 'other', tag });
  });
});

describe('isAcceptedByPyPI', () => {
  test.each([
    'any',
    'win32',
    'win_amd64',
    'win_arm64',
    'manylinux1_x86_64',
    'manylinux2014_ppc64',
    'manylinux_2_28_riscv64',
    'manylinux_2_17_ppc64',
    'musllinux_1_2_s390x',
    'linux_armv6l',
    'linux_armv7l',
    'macosx_10_9_x86_64',
    'macosx_10_99_fat3',
    'macosx_11_0_universal2',
    'macosx_15_0_arm64',
    'macosx_26_0_arm64',
    'ios_13_0_arm64_iphoneos',
    'android_24_x86_64',
    'pyemscripten_2025_0_wasm32',
    'WIN_AMD64',
  ])('takes %s', (tag) => {
    expect(isAcceptedByPyPI(tag)).toBe(true);
  });

  test.each([
    'linux_x86_64',
    'linux_aarch64',
    'manylinux1_aarch64',
    'manylinux2010_aarch64',
    'manylinux_2_28_loongarch64',
    'musllinux_1_2_ppc64',
    'macosx_11_1_arm64',
    'macosx_16_0_arm64',
    'macosx_12_3_x86_64',
    'macosx_9_0_ppc',
    'macosx_11_0_mips',
    'win64',
    'win_arm32',
    'freebsd_14_0_amd64',
    'emscripten_3_1_58_wasm32',
    'wasi_0_2_wasm32',
    'none',
    '',
    'ios_13_0_arm64',
    'android_24_mips',
    'xmanylinux_2_28_x86_64',
  ])('refuses %j', (tag) => {
    expect(isAcceptedByPyPI(tag)).toBe(false);
  });
});

test.each([
  ['none', { kind: 'none' }],
  ['abi3', { kind: 'stable', freeThreaded: false }],
  ['abi3t', { kind: 'stable', freeThreaded: true }],
  ['cp313', { kind: 'cpython', major: 3, minor: 13, freeThreaded: false, debug: false }],
  ['CP313T', { kind: 'cpython', major: 3, minor: 13, freeThreaded: true, debug: false }],
  ['cp313td', { kind: 'cpython', major: 3, minor: 13, freeThreaded: true, debug: true }],
  ['cp32dmu', { kind: 'cpython', major: 3, minor: 2, freeThreaded: false, debug: true }],
  ['cp27mu', { kind: 'cpython', major: 2, minor: 7, freeThreaded: false, debug: false }],
  ['pypy310_pp73', { kind: 'pypy', tag: 'pypy310_pp73' }],
  ['graalpy311_242_native', { kind: 'graalpy', tag: 'graalpy311_242_native' }],
  ['abi4', { kind: 'other', tag: 'abi4' }],
  ['cp', { kind: 'other', tag: 'cp' }],
  ['', { kind: 'other', tag: '' }],
])('describeAbi(%j)', (tag, expected) => {
  expect(describeAbi(tag)).toEqual(expected);
});

test.each([
  ['py3', { kind: 'python', implementation: 'generic', major: 3 }],
  ['py310', { kind: 'python', implementation: 'generic', major: 3, minor: 10 }],
  ['CP311', { kind: 'python', implementation: 'cpython', major: 3, minor: 11 }],
  ['pp310', { kind: 'python', implementation: 'pypy', major: 3, minor: 10 }],
  ['cp3_14', { kind: 'python', implementation: 'cpython', major: 3, minor: 14 }],
  ['rustpython', { kind: 'other', tag: 'rustpython' }],
  ['', { kind: 'other', tag: '' }],
])('describePython(%j)', (tag, expected) => {
  expect(describePython(tag)).toEqual(expected);
});
