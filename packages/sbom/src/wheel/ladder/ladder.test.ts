import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexDeclared, upstreamVersion } from './declared.ts';
import { packageNames, plainName } from './names.ts';
import { projectOf, upstreamName } from './projects.ts';

const declared = (name: string, version: string, type = 'rpm') => ({
  label: 'auditwheel.cdx.json',
  ref: name,
  name,
  version,
  purl: `pkg:${type}/almalinux/${name}@${version}`,
});

describe('names', () => {
  test.each([
    // Shared objects, and the packages that auditwheel named for them in real wheels.
    ['libbz2', 'bzip2-libs'],
    ['libcrypto', 'openssl-libs'],
    ['libssl', 'openssl-libs'],
    ['liblzma', 'xz-libs'],
    ['libgssapi_krb5', 'krb5-libs'],
    ['libk5crypto', 'krb5-libs'],
    ['libsasl2', 'cyrus-sasl-lib'],
    ['libkeyutils', 'keyutils-libs'],
    ['libcom_err', 'libcom_err'],
    ['libselinux', 'libselinux'],
    ['libgfortran', 'libgfortran'],
    ['libquadmath', 'libquadmath'],
    ['libopenblasp', 'openblas-threads'],
    ['libxcb', 'libxcb'],
    ['libXau', 'libXau'],
    ['libcudart', 'cuda-cudart-12-6'],
    ['libfftw3', 'fftw-libs-double'],
    ['libamd', 'suitesparse'],
    ['libsatlas', 'atlas'],
  ])('%s is found as %s', (stem, name) => {
    expect(indexDeclared([declared(name, '1.0-1.el8')])(stem, undefined)).toMatchObject({ library: name });
  });

  test('what a name is without its ending never grows, and does not change again', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const plain = plainName(name);
        expect(plain.length).toBeLessThanOrEqual(name.toLowerCase().length);
        expect(packageNames(name).has(plain)).toBe(true);
      }),
    );
  });

  test('a project is named for its parts', () => {
    expect(['libssl', 'libhdf5_hl', 'libabsl_base', 'libodd'].map(projectOf)).toEqual([
      'openssl',
      'hdf5',
      'abseil-cpp',
      undefined,
    ]);
    expect(['openssl-libs', 'cyrus-sasl-lib', 'libaom'].map(upstreamName)).toEqual([
      'openssl',
      'cyrus-sasl',
      'libaom',
    ]);
  });
});

describe('a declared package', () => {
  test.each([
    ['1.6.34-5.el8', '1.6.34'],
    ['1:1.1.1k-15.el8_6', '1.1.1k'],
    ['2.4.6', '2.4.6'],
    ['1.2.11-r3', '1.2.11'],
  ])('%s has the upstream version %s', (version, upstream) => {
    expect(upstreamVersion(version)).toBe(upstream);
  });

  test('is chosen by version where there are two, and not at all where two remain', () => {
    const two = [declared('zlib', '1.2.11-1'), declared('zlib', '1.3.1-1')];
    expect(indexDeclared(two)('libz', '1.3.1')).toMatchObject({ version: '1.3.1-1', confidence: 0.95 });
    expect(indexDeclared(two)('libz', undefined)).toBeUndefined();
    expect(indexDeclared([declared('zlib', '1.2.11-1')])('libpng16', undefined)).toBeUndefined();
  });

  test('that is of another version than what was seen is not the same thing', () => {
    expect(indexDeclared([declared('zlib', '1.2.11-1')])('libz', '1.3.1')).toBeUndefined();
  });
});
