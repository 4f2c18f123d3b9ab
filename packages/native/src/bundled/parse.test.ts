import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBundledName } from './parse.ts';

describe('the path of a bundled library', () => {
  test.each([
    [
      'pillow.libs/libwebp-8786c0c0.so.7.0.2',
      {
        tool: 'auditwheel',
        stem: 'libwebp',
        original: 'libwebp.so.7.0.2',
        hash8: '8786c0c0',
        sover: '7.0.2',
      },
    ],
    [
      'numpy.libs/libopenblas64_p-r0-0cf96a72.3.23.dev.so',
      {
        tool: 'auditwheel',
        stem: 'libopenblas64_p-r0.3.23.dev',
        original: 'libopenblas64_p-r0.3.23.dev.so',
        hash8: '0cf96a72',
      },
    ],
    [
      'av.libs/libcrypto-1f7e1a2b.so.1.1.1k',
      {
        tool: 'auditwheel',
        stem: 'libcrypto',
        original: 'libcrypto.so.1.1.1k',
        hash8: '1f7e1a2b',
        sover: '1.1.1k',
      },
    ],
    [
      'torchvision.libs/libz.1140de3a.so.1',
      { tool: 'unknown', stem: 'libz', original: 'libz.so.1', hash8: '1140de3a', sover: '1' },
    ],
    ['ortools/.libs/libClp.so.1', { tool: 'unknown', stem: 'libClp', original: 'libClp.so.1', sover: '1' }],
    [
      'numpy.libs/msvcp140-263139962577ecda4cd9469ca360a746.dll',
      {
        tool: 'delvewheel',
        stem: 'msvcp140',
        original: 'msvcp140.dll',
        hash32: '263139962577ecda4cd9469ca360a746',
      },
    ],
    [
      'x.libs/libfoo-1.2-263139962577ecda4cd9469ca360a746.dll',
      {
        tool: 'delvewheel',
        stem: 'libfoo-1.2',
        original: 'libfoo-1.2.dll',
        hash32: '263139962577ecda4cd9469ca360a746',
      },
    ],
    ['x.libs/vcomp140.DLL', { tool: 'unknown', stem: 'vcomp140', original: 'vcomp140.DLL' }],
    [
      'PIL/.dylibs/libwebp.7.1.8.dylib',
      { tool: 'delocate', stem: 'libwebp', original: 'libwebp.7.1.8.dylib', sover: '7.1.8' },
    ],
    ['PIL/.dylibs/libXau.dylib', { tool: 'delocate', stem: 'libXau', original: 'libXau.dylib' }],
    ['torch/.dylibs/Python', { tool: 'delocate', stem: 'Python', original: 'Python' }],
  ])('%s is taken apart', (path, expected) => {
    expect(parseBundledName(path)).toEqual(expected);
  });

  test.each([
    'numpy/core/_multiarray_umath.so',
    'libwebp-8786c0c0.so.7.0.2',
    'pillow.libs/README.txt',
    'pillow.libs/',
    `pillow.libs/${'x'.repeat(300)}.so`,
  ])('%s is none', (path) => {
    expect(parseBundledName(path)).toBeUndefined();
  });

  test('a name that is nothing but a hash keeps it', () => {
    expect(parseBundledName('x.libs/-8786c0c0.so')?.hash8).toBeUndefined();
    expect(parseBundledName('x.libs/-263139962577ecda4cd9469ca360a746.dll')?.hash32).toBeUndefined();
  });

  test('of any shape is taken apart without failing, and what is told is part of it', () => {
    assert(
      property(string(), (name) => {
        const parsed = parseBundledName(`a.libs/${name}`);
        if (parsed !== undefined) expect(name).toContain(parsed.stem.split('.')[0]);
      }),
    );
  });
});
