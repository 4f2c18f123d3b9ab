/** `xxxx.yy.zz` packed in 32 bits, always in three parts as `otool` shows a library's version. */
export const libraryVersion = (packed: number): string =>
  `${packed >>> 16}.${(packed >>> 8) & 0xff}.${packed & 0xff}`;

/** A system's version: the third part is left out where it is zero. */
export const systemVersion = (packed: number): string =>
  (packed & 0xff) === 0 ? `${packed >>> 16}.${(packed >>> 8) & 0xff}` : libraryVersion(packed);

/** LC_SOURCE_VERSION: A.B.C.D.E packed in 24.10.10.10.10 bits; parts that are zero at the end are left out, down to A.B. */
export const sourceVersion = (high: number, low: number): string => {
  const packed = (BigInt(high) << 32n) | BigInt(low);
  const parts = [packed >> 40n, ...[30n, 20n, 10n, 0n].map((shift) => (packed >> shift) & 0x3ffn)].map(
    Number,
  );
  while (parts.length > 2 && parts.at(-1) === 0) parts.pop();
  return parts.join('.');
};

const PLATFORMS: ReadonlyMap<number, string> = new Map([
  [1, 'macos'],
  [2, 'ios'],
  [3, 'tvos'],
  [4, 'watchos'],
  [5, 'bridgeos'],
  [6, 'mac-catalyst'],
  [7, 'ios-simulator'],
  [8, 'tvos-simulator'],
  [9, 'watchos-simulator'],
  [10, 'driverkit'],
  [11, 'visionos'],
  [12, 'visionos-simulator'],
]);

/** The platform of LC_BUILD_VERSION, or `platform-<n>`. */
export const platformName = (platform: number): string => PLATFORMS.get(platform) ?? `platform-${platform}`;
