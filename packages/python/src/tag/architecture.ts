/** Architectures that one macOS architecture tag stands for (platform compatibility tags, "macOS"). */
export const MACOS_ARCHITECTURES: ReadonlyMap<string, readonly string[]> = new Map([
  ['arm64', ['arm64']],
  ['x86_64', ['x86_64']],
  ['i386', ['i386']],
  ['ppc', ['ppc']],
  ['ppc64', ['ppc64']],
  ['universal2', ['arm64', 'x86_64']],
  ['universal', ['i386', 'ppc', 'ppc64', 'x86_64']],
  ['intel', ['i386', 'x86_64']],
  ['fat', ['i386', 'ppc']],
  ['fat3', ['i386', 'ppc', 'x86_64']],
  ['fat64', ['ppc64', 'x86_64']],
]);

export const ANDROID_ARCHITECTURES: ReadonlySet<string> = new Set([
  'armeabi_v7a',
  'arm64_v8a',
  'x86',
  'x86_64',
]);
