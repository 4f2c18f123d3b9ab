import { describe, expect, test } from 'vitest';
import { libtoolVersion } from './libtool.ts';

describe('the release behind a shared object\u2019s name', () => {
  test.each([
    ['libfreetype.so.6.16.1', 'freetype', ['2.9.1']],
    ['libwebp-8786c0c0.so.7.0.2', 'libwebp', ['1.0.0']],
    ['pillow.libs/libtiff-13a02c81.so.6.1.0', 'libtiff', ['4.7.0']],
    ['libpng16.so.16.34.0', 'libpng', ['1.6.34']],
    ['libpng12.so.0.59.0', 'libpng', ['1.2.59']],
    ['libharfbuzz.so.0.20704.0', 'harfbuzz', ['2.7.4']],
    ['libharfbuzz.so.0.60000.0', 'harfbuzz', ['6.0.0']],
    ['libharfbuzz-c7bbd7c8.so.0.61121.0', 'harfbuzz', ['11.2.1']],
    ['libopenblasp-r0-01191904.3.27.so', 'openblas', ['0.3.27']],
    ['libopenblas64_p-r0-0cf96a72.3.23.dev.so', 'openblas', ['0.3.23.dev']],
    ['libz.so.1.2.11', 'zlib', ['1.2.11']],
    ['libcrypto.so.1.1.1k', 'openssl', ['1.1.1k']],
    ['libgdal.so.38.3.12.4', 'gdal', ['3.12.4']],
    ['libxml2.so.2.9.7', 'libxml2', ['2.9.7']],
  ])('%s is %s %j', (name, library, versions) => {
    expect(libtoolVersion(name)).toEqual({ library, versions, confidence: 'medium' });
  });

  test('is of low confidence where several releases share it', () => {
    expect(libtoolVersion('liblcms2.so.2.0.8')).toEqual({
      library: 'lcms2',
      versions: ['2.8', '2.9'],
      confidence: 'low',
    });
  });

  test.each([
    'libz.so.1',
    'libcurl.so.4.8.0',
    'libsqlite3.so.0.8.6',
    'libxml2.so.16.0.4',
    'libfreetype.so.6.99.0',
    'libwebp.so.constructor',
    'libwebpmux.so.3.1.1',
    'libtiff.dylib',
    '',
    '/',
  ])('%s tells nothing', (name) => {
    expect(libtoolVersion(name)).toBeUndefined();
  });
});
