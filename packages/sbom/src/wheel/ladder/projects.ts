/** Projects that install more than one shared object, or whose shared object has another name: stems without `lib`, by project. */
const STEMS: Readonly<Record<string, readonly string[]>> = {
  openssl: ['ssl', 'crypto'],
  hdf5: ['hdf5', 'hdf5_hl', 'hdf5_cpp', 'hdf5_hl_cpp'],
  libaec: ['aec', 'sz'],
  openldap: ['ldap', 'ldap_r', 'lber'],
  postgresql: ['pq', 'ecpg', 'pgtypes'],
  krb5: ['krb5', 'k5crypto', 'krb5support', 'gssapi_krb5'],
  e2fsprogs: ['com_err'],
  'cyrus-sasl': ['sasl2'],
  libwebp: ['webp', 'webpmux', 'webpdemux', 'webpdecoder', 'sharpyuv'],
  brotli: ['brotlicommon', 'brotlidec', 'brotlienc'],
  gcc: ['gfortran', 'quadmath', 'gomp', 'stdc++', 'gcc_s', 'atomic'],
  ffmpeg: ['avcodec', 'avdevice', 'avfilter', 'avformat', 'avutil', 'swresample', 'swscale', 'postproc'],
  xz: ['lzma'],
  bzip2: ['bz2'],
  zlib: ['z'],
  openblas: [
    'openblas',
    'openblasp',
    'openblaso',
    'openblas64_',
    'openblas64_p',
    'scipy_openblas',
    'scipy_openblas64_',
  ],
  libjpeg: ['jpeg'],
  sqlite: ['sqlite3'],
  zeromq: ['zmq'],
  lcms2: ['lcms2'],
  freetype: ['freetype'],
  harfbuzz: ['harfbuzz'],
  openjpeg: ['openjp2'],
  geos: ['geos', 'geos_c'],
  proj: ['proj'],
  gdal: ['gdal'],
  nettle: ['nettle', 'hogweed'],
  elfutils: ['elf', 'dw'],
  vorbis: ['vorbis', 'vorbisenc', 'vorbisfile'],
  suitesparse: ['amd', 'btf', 'camd', 'ccolamd', 'cholmod', 'colamd', 'klu', 'suitesparseconfig', 'umfpack'],
  atlas: ['satlas', 'tatlas'],
  libjxl: ['jxl', 'jxl_cms', 'jxl_threads'],
};

const PROJECTS: ReadonlyMap<string, string> = new Map(
  Object.entries(STEMS).flatMap(([project, stems]) => stems.map((stem) => [stem, project] as const)),
);

/** `libabsl_base` and a hundred more are one project's. */
const PREFIXES: readonly (readonly [string, string])[] = [
  ['absl_', 'abseil-cpp'],
  ['sundials_', 'sundials'],
  ['Qt5', 'qt5'],
  ['Qt6', 'qt6'],
];

/** The project that a shared object of this stem (`libssl`) belongs to, where its name is not that of the project. */
export const projectOf = (stem: string): string | undefined => {
  const bare = stem.startsWith('lib') ? stem.slice(3) : stem;
  return PROJECTS.get(bare) ?? PREFIXES.find(([prefix]) => bare.startsWith(prefix))?.[1];
};

/** What upstream calls what a distribution has split: `openssl-libs` is `openssl`. */
export const upstreamName = (packageName: string): string =>
  packageName.replace(/-(?:libs?|devel|dev|runtime)$/, '');
