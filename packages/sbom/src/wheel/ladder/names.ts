/** Stems of shared objects whose package is called otherwise. Several packages: distributions differ. */
const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['bz2', ['bzip']],
  ['lzma', ['xz', 'liblzma']],
  ['z', ['zlib']],
  ['ssl', ['openssl', 'libssl']],
  ['crypto', ['openssl', 'libcrypto', 'libssl']],
  ['gssapi_krb', ['krb', 'libgssapi-krb']],
  ['krb', ['krb']],
  ['krb5support', ['krb']],
  ['k5crypto', ['krb']],
  ['com_err', ['com_err', 'com-err', 'e2fsprogs']],
  ['ldap', ['openldap']],
  ['ldap_r', ['openldap']],
  ['lber', ['openldap']],
  ['sasl', ['cyrus-sasl', 'sasl']],
  ['keyutils', ['keyutils']],
  ['satlas', ['atlas']],
  ['tatlas', ['atlas']],
  ['openblasp', ['openblas-threads', 'openblas']],
  ['openblaso', ['openblas-openmp', 'openblas']],
  ['openblas', ['openblas']],
  ['png', ['png']],
  ['openjp', ['openjpeg']],
  ['webp', ['webp']],
  ['webpmux', ['webp']],
  ['webpdemux', ['webp']],
  ['sharpyuv', ['webp']],
  ['fftw', ['fftw-libs-double', 'fftw']],
  ['amd', ['suitesparse']],
  ['camd', ['suitesparse']],
  ['ccolamd', ['suitesparse']],
  ['colamd', ['suitesparse']],
  ['cholmod', ['suitesparse']],
  ['umfpack', ['suitesparse']],
  ['klu', ['suitesparse']],
  ['btf', ['suitesparse']],
  ['suitesparseconfig', ['suitesparse']],
  ['cudart', ['cuda-cudart']],
  ['brotlicommon', ['brotli']],
  ['brotlidec', ['brotli']],
  ['brotlienc', ['brotli']],
  ['expat', ['expat']],
  ['pcre2-16', ['pcre2-utf']],
  ['jpeg', ['jpeg', 'libjpeg-turbo', 'libjpeg / libjpeg-turbo']],
  ['lcms', ['lcms', 'little cms']],
  ['hdf5_hl', ['hdf']],
  ['pq', ['pq', 'postgresql']],
]);

/** A name without what differs between a file, its package and its project: `lib`, `-libs`, a trailing ABI number. */
export const plainName = (name: string): string => {
  let plain = name.toLowerCase();
  for (const suffix of ['-devel', '-dev', '-libs', '-lib'])
    if (plain.endsWith(suffix)) plain = plain.slice(0, -suffix.length);
  if (plain.startsWith('lib') && plain.length > 4) plain = plain.slice(3);
  let end = plain.length;
  while (end > 1 && '0123456789.-_ '.includes(plain[end - 1] ?? '')) end -= 1;
  return plain.slice(0, end);
};

/** Every name under which a package with this shared object may go, plain. */
export const packageNames = (stem: string): ReadonlySet<string> => {
  const bare = stem.startsWith('lib') ? stem.slice(3) : stem;
  const plain = plainName(stem);
  const others = PACKAGES.get(bare) ?? PACKAGES.get(plain) ?? PACKAGES.get(bare.replace(/\d+$/, '')) ?? [];
  return new Set([plain, ...others.map(plainName)]);
};
