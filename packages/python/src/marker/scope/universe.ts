import { parseVersion } from '../../version/parse.ts';
import type { MarkerPlatform, MarkerUniverse } from './types.ts';

const posix = (
  label: string,
  sysPlatform: string,
  platformSystem: string,
  ...machines: readonly string[]
): MarkerPlatform => ({ label, osName: 'posix', sysPlatform, platformSystem, machines });

const LINUX = ['x86_64', 'aarch64', 'i686', 'armv7l', 'ppc64le', 's390x', 'riscv64', 'loongarch64'];

const WINDOWS: MarkerPlatform = {
  label: 'Windows',
  osName: 'nt',
  sysPlatform: 'win32',
  platformSystem: 'Windows',
  machines: ['AMD64', 'ARM64', 'x86'],
};

/** The platforms of PEP 11's tiers, and those that wheels are commonly built for besides. */
const PLATFORMS: readonly MarkerPlatform[] = [
  posix('Linux', 'linux', 'Linux', ...LINUX),
  posix('macOS', 'darwin', 'Darwin', 'x86_64', 'arm64'),
  WINDOWS,
  posix('Cygwin', 'cygwin', 'CYGWIN_NT-10.0', 'x86_64'),
  posix('Android', 'android', 'Android', 'aarch64', 'x86_64', 'armv7l', 'i686'),
  posix('iOS', 'ios', 'iOS', 'arm64', 'x86_64'),
  posix('iPadOS', 'ios', 'iPadOS', 'arm64', 'x86_64'),
  posix('Emscripten', 'emscripten', 'Emscripten', 'wasm32'),
  posix('WASI', 'wasi', 'wasi', 'wasm32'),
  ...['13', '14', '15'].map((version) =>
    posix(`FreeBSD ${version}`, `freebsd${version}`, 'FreeBSD', 'amd64', 'arm64'),
  ),
];

/**
 * Every environment that a requirement is commonly installed in: the Pythons that have security support, ended not long ago or come
 * next, on every platform of PEP 11. Fixed in the code, so that an answer does not change with the day.
 */
export const SUPPORTED_ENVIRONMENTS: MarkerUniverse = {
  pythons: ['3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'],
  implementations: [
    { label: 'CPython', name: 'cpython' },
    { label: 'PyPy', name: 'pypy' },
  ],
  platforms: PLATFORMS,
};

/** Names that people and tools use, and the labels they mean. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['linux', ['Linux']],
  ['macos', ['macOS']],
  ['darwin', ['macOS']],
  ['windows', ['Windows']],
  ['win32', ['Windows']],
  ['cygwin', ['Cygwin']],
  ['android', ['Android']],
  ['ios', ['iOS', 'iPadOS']],
  ['emscripten', ['Emscripten']],
  ['wasi', ['WASI']],
  ['freebsd', ['FreeBSD 13', 'FreeBSD 14', 'FreeBSD 15']],
]);

/** The platform names that `chooseEnvironments` knows, in order. */
export const PLATFORM_NAMES: readonly string[] = [...NAMES.keys()].sort();

export type EnvironmentChoice = {
  /** `3.12`, or `3.12.4`. */
  readonly pythonVersion?: string;
  /** One of `PLATFORM_NAMES`, perhaps with a machine: `linux`, `linux/aarch64`. */
  readonly platform?: string;
};

/** The environments of one Python version, one platform, or both; undefined where either is not understood. */
export const chooseEnvironments = ({
  pythonVersion,
  platform,
}: EnvironmentChoice): MarkerUniverse | undefined => {
  if (
    pythonVersion !== undefined &&
    (!/^[0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,3}(?:(?:a|b|rc)[0-9]{1,3})?)?$/.test(pythonVersion) ||
      parseVersion(pythonVersion) === undefined)
  )
    return undefined;
  const [system = '', machine] = platform?.toLowerCase().split('/') ?? [];
  const labels = NAMES.get(system);
  if (platform !== undefined && labels === undefined) return undefined;
  const chosen =
    labels === undefined
      ? PLATFORMS
      : PLATFORMS.filter(({ label }) => labels.includes(label)).map((one) => {
          if (machine === undefined) return one;
          const known = one.machines.find((name) => name.toLowerCase() === machine);
          return { ...one, machines: [known ?? machine] };
        });
  return {
    ...SUPPORTED_ENVIRONMENTS,
    pythons: pythonVersion === undefined ? SUPPORTED_ENVIRONMENTS.pythons : [pythonVersion],
    platforms: chosen,
  };
};
