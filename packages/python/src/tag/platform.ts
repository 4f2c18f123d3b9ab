import { ANDROID_ARCHITECTURES, MACOS_ARCHITECTURES } from './architecture.ts';

/** A version of two numbers: an operating system's, or a C library's. */
export type TwoPartVersion = { readonly major: number; readonly minor: number };

/** What a platform tag says. `other` is what no standard known here defines. */
export type Platform =
  | { readonly kind: 'any' }
  | {
      readonly kind: 'manylinux';
      /** Oldest glibc that will do. */
      readonly glibc: TwoPartVersion;
      readonly architecture: string;
      /** The old name, where the tag is one (PEP 513, 571, 599). */
      readonly legacy?: 'manylinux1' | 'manylinux2010' | 'manylinux2014';
    }
  | { readonly kind: 'musllinux'; readonly musl: TwoPartVersion; readonly architecture: string }
  | { readonly kind: 'linux'; readonly architecture: string }
  | {
      readonly kind: 'macos';
      /** Oldest macOS that will do. */
      readonly minimum: TwoPartVersion;
      /** As in the tag: `universal2`. */
      readonly architecture: string;
      /** What it stands for: `arm64`, `x86_64`. */
      readonly architectures: readonly string[];
    }
  | { readonly kind: 'windows'; readonly architecture: 'x86' | 'x86_64' | 'arm64' | 'arm' | 'ia64' }
  | {
      readonly kind: 'ios';
      readonly minimum: TwoPartVersion;
      readonly architecture: string;
      readonly sdk: 'iphoneos' | 'iphonesimulator';
    }
  | { readonly kind: 'android'; readonly apiLevel: number; readonly architecture: string }
  | { readonly kind: 'pyemscripten'; readonly year: number; readonly patch: number }
  | { readonly kind: 'emscripten'; readonly version: string }
  | { readonly kind: 'wasi'; readonly version: string }
  | { readonly kind: 'other'; readonly tag: string };

type Reader = (match: RegExpExecArray) => Platform | undefined;

const version = (major = '', minor = ''): TwoPartVersion => ({ major: Number(major), minor: Number(minor) });

/** Old name, glibc minor, architectures: PEP 513, PEP 571, PEP 599. */
const LEGACY = {
  manylinux1: { minor: 5, architectures: ['x86_64', 'i686'] },
  manylinux2010: { minor: 12, architectures: ['x86_64', 'i686'] },
  manylinux2014: {
    minor: 17,
    architectures: ['x86_64', 'i686', 'aarch64', 'armv7l', 'ppc64', 'ppc64le', 's390x'],
  },
} as const;

const legacy = (name: keyof typeof LEGACY, architecture: string): Platform | undefined => {
  const { minor, architectures } = LEGACY[name];
  const known = (architectures as readonly string[]).includes(architecture);
  return known ? { kind: 'manylinux', glibc: { major: 2, minor }, architecture, legacy: name } : undefined;
};

const WINDOWS = {
  win32: 'x86',
  win_amd64: 'x86_64',
  win_arm64: 'arm64',
  win_arm32: 'arm',
  win_ia64: 'ia64',
} as const;

/** Numbers have at most six digits: a tag that claims more is no tag of these kinds. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^any$/, () => ({ kind: 'any' })],
  // PEP 600
  [
    /^manylinux_([0-9]{1,6})_([0-9]{1,6})_([a-z0-9_]+)$/,
    ([, major, minor, architecture = '']) => ({
      kind: 'manylinux',
      glibc: version(major, minor),
      architecture,
    }),
  ],
  [
    /^(manylinux1|manylinux2010|manylinux2014)_([a-z0-9_]+)$/,
    ([, name = '', architecture = '']) => legacy(name as keyof typeof LEGACY, architecture),
  ],
  // PEP 656
  [
    /^musllinux_([0-9]{1,6})_([0-9]{1,6})_([a-z0-9_]+)$/,
    ([, major, minor, architecture = '']) => ({
      kind: 'musllinux',
      musl: version(major, minor),
      architecture,
    }),
  ],
  [/^linux_([a-z0-9_]+)$/, ([, architecture = '']) => ({ kind: 'linux', architecture })],
  [
    /^macosx_([0-9]{1,6})_([0-9]{1,6})_([a-z0-9_]+)$/,
    ([, major, minor, architecture = '']) => {
      const architectures = MACOS_ARCHITECTURES.get(architecture);
      if (architectures === undefined) return undefined;
      return { kind: 'macos', minimum: version(major, minor), architecture, architectures };
    },
  ],
  [
    /^(win32|win_amd64|win_arm64|win_arm32|win_ia64)$/,
    ([, tag = '']) => ({ kind: 'windows', architecture: WINDOWS[tag as keyof typeof WINDOWS] }),
  ],
  // PEP 730
  [
    /^ios_([0-9]{1,6})_([0-9]{1,6})_(arm64_iphoneos|arm64_iphonesimulator|x86_64_iphonesimulator)$/,
    ([, major, minor, multiarch = '']) => ({
      kind: 'ios',
      minimum: version(major, minor),
      architecture: multiarch.startsWith('arm64') ? 'arm64' : 'x86_64',
      sdk: multiarch.endsWith('simulator') ? 'iphonesimulator' : 'iphoneos',
    }),
  ],
  // PEP 738
  [
    /^android_([0-9]{1,6})_([a-z0-9_]+)$/,
    ([, level = '', architecture = '']) =>
      ANDROID_ARCHITECTURES.has(architecture)
        ? { kind: 'android', apiLevel: Number(level), architecture }
        : undefined,
  ],
  // PEP 783
  [
    /^pyemscripten_([0-9]{1,6})_([0-9]{1,6})_wasm32$/,
    ([, year = '', patch = '']) => ({ kind: 'pyemscripten', year: Number(year), patch: Number(patch) }),
  ],
  [
    /^emscripten_([0-9]+(?:_[0-9]+)*)_wasm32$/,
    ([, text = '']) => ({ kind: 'emscripten', version: text.replaceAll('_', '.') }),
  ],
  [
    /^wasi_([0-9]+(?:_[0-9]+)*)_wasm32$/,
    ([, text = '']) => ({ kind: 'wasi', version: text.replaceAll('_', '.') }),
  ],
];

/** What a platform tag says, by PEP 425, 513, 571, 599, 600, 656, 730, 738 and 783. Any case. */
export const describePlatform = (platform: string): Platform => {
  const tag = platform.toLowerCase();
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(tag);
    const found = match === null ? undefined : read(match);
    if (found !== undefined) return found;
  }
  return { kind: 'other', tag };
};
