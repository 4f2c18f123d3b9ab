import { ANDROID_ARCHITECTURES, MACOS_ARCHITECTURES } from './architecture.ts';

const FIXED: ReadonlySet<string> = new Set([
  'any',
  'win32',
  'win_amd64',
  'win_arm64',
  'win_ia64',
  'linux_armv6l',
  'linux_armv7l',
  ...['x86_64', 'i686'].flatMap((arch) => [`manylinux1_${arch}`, `manylinux2010_${arch}`]),
  ...['x86_64', 'i686', 'aarch64', 'armv7l', 'ppc64', 'ppc64le', 's390x'].map(
    (arch) => `manylinux2014_${arch}`,
  ),
]);

const LINUX = new Set(['x86_64', 'i686', 'aarch64', 'armv7l', 'ppc64le', 's390x', 'riscv64']);
const IOS = new Set(['arm64', 'x86_64']);
const MACOS_MAJORS = new Set(['11', '12', '13', '14', '15', '26']);

type Check = readonly [pattern: RegExp, accepts: (match: RegExpExecArray) => boolean];

// Two patterns are open at the end, as PyPI's own are: this predicts an upload, it does not say what is right.
const CHECKS: readonly Check[] = [
  [/^manylinux_[0-9]+_[0-9]+_([^\n]*)/, ([, arch = '']) => LINUX.has(arch) || arch === 'ppc64'],
  [/^musllinux_[0-9]+_[0-9]+_([^\n]*)/, ([, arch = '']) => LINUX.has(arch)],
  [
    /^macosx_([0-9]+)_([0-9]+)_([^\n]*)/,
    ([, major = '', minor, arch = '']) =>
      MACOS_ARCHITECTURES.has(arch) && (major === '10' || (minor === '0' && MACOS_MAJORS.has(major))),
  ],
  [/^ios_[0-9]+_[0-9]+_([^\n]*)_(?:iphoneos|iphonesimulator)/, ([, arch = '']) => IOS.has(arch)],
  [/^android_[0-9]+_([^\n]*)/, ([, arch = '']) => ANDROID_ARCHITECTURES.has(arch)],
  [/^pyemscripten_[0-9]+_[0-9]+_wasm32/, () => true],
];

/**
 * Whether PyPI takes wheels for this platform today; a wheel is refused if it takes one of its platform tags not.
 * The list is an index's policy, not a standard, and grows: macOS by the year, architectures by request.
 */
export const isAcceptedByPyPI = (platform: string): boolean => {
  const tag = platform.toLowerCase();
  if (FIXED.has(tag)) return true;
  return CHECKS.some(([pattern, accepts]) => {
    const match = pattern.exec(tag);
    return match !== null && accepts(match);
  });
};
