import { concat, padTo, toBytes, uint } from '../bytes/bytes.ts';

export type MachOOptions = {
  readonly bits?: 32 | 64;
  readonly endian?: 'little' | 'big';
  /** `cputype`: 0x0100000c (arm64) by default, 0x01000007 x86_64. */
  readonly cpu?: number;
  readonly cpuSubtype?: number;
  /** `filetype`: 6 (dylib) by default, 8 bundle, 2 executable. */
  readonly type?: number;
  readonly installName?: string;
  readonly currentVersion?: string;
  readonly compatibilityVersion?: string;
  readonly needed?: readonly {
    readonly name: string;
    readonly currentVersion?: string;
    readonly compatibilityVersion?: string;
    readonly weak?: boolean;
  }[];
  readonly rpaths?: readonly string[];
  /** 32 hexadecimal digits. */
  readonly uuid?: string;
  /** `a.b.c.d.e` */
  readonly sourceVersion?: string;
  /** LC_BUILD_VERSION's platform number: 1 macOS. */
  readonly platform?: number;
  readonly minimumOs?: string;
  readonly sdk?: string;
  /** Bytes of a code signature, put at the end. */
  readonly signature?: Uint8Array;
};

const packed = (version: string): number => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 0x1_0000 + minor * 0x100 + patch;
};

const packedSource = (version: string): bigint => {
  const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n] = version.split('.').map(BigInt);
  return (a << 40n) | (b << 30n) | (c << 20n) | (d << 10n) | e;
};

/** A small Mach-O file with these load commands and no code. Apple, `mach-o/loader.h`. */
export const buildMachO = (options: MachOOptions = {}): Uint8Array => {
  const bits = options.bits ?? 64;
  const endian = options.endian ?? 'little';
  const u32 = (value: number): Uint8Array => uint(4, value, endian);
  const command = (kind: number, ...body: readonly Uint8Array[]): Uint8Array => {
    const bytes = padTo(concat(new Uint8Array(8), ...body), bits / 8);
    bytes.set(concat(u32(kind), u32(bytes.length)));
    return bytes;
  };
  const text = (value: string): Uint8Array => toBytes(`${value}\0`);
  const dylib = (kind: number, name: string, current: string, compatible: string): Uint8Array =>
    command(kind, u32(24), u32(0), u32(packed(current)), u32(packed(compatible)), text(name));

  const commands: readonly Uint8Array[] = [
    ...(options.installName === undefined
      ? []
      : [
          dylib(0xd, options.installName, options.currentVersion ?? '0', options.compatibilityVersion ?? '0'),
        ]),
    ...(options.needed ?? []).map(({ name, currentVersion = '0', compatibilityVersion = '0', weak }) =>
      dylib(weak === true ? 0x8000_0018 : 0xc, name, currentVersion, compatibilityVersion),
    ),
    ...(options.rpaths ?? []).map((path) => command(0x8000_001c, u32(12), text(path))),
    ...(options.uuid === undefined ? [] : [command(0x1b, Buffer.from(options.uuid, 'hex'))]),
    ...(options.sourceVersion === undefined
      ? []
      : [command(0x2a, uint(8, packedSource(options.sourceVersion), endian))]),
    ...(options.platform === undefined
      ? []
      : [
          command(
            0x32,
            u32(options.platform),
            u32(packed(options.minimumOs ?? '11.0')),
            u32(packed(options.sdk ?? '14.0')),
            u32(0),
          ),
        ]),
  ];
  const signed = options.signature !== undefined;
  const headerSize = bits === 64 ? 32 : 28;
  const size = commands.reduce((sum, one) => sum + one.length, signed ? 16 : 0);
  return concat(
    u32(bits === 64 ? 0xfeed_facf : 0xfeed_face),
    u32(options.cpu ?? 0x0100_000c),
    u32(options.cpuSubtype ?? 0),
    u32(options.type ?? 6),
    u32(commands.length + (signed ? 1 : 0)),
    u32(size),
    u32(0x85),
    bits === 64 ? u32(0) : new Uint8Array(0),
    ...commands,
    ...(options.signature === undefined
      ? []
      : [command(0x1d, u32(headerSize + size), u32(options.signature.length)), options.signature]),
  );
};

/** A fat file of these slices, aligned to 2^12. Apple, `mach-o/fat.h`: always big-endian. */
export const buildFat = (slices: readonly MachOOptions[]): Uint8Array => {
  const u32 = (value: number): Uint8Array => uint(4, value, 'big');
  const align = 12;
  const step = 2 ** align;
  let at = step;
  const placed = slices.map((slice) => {
    const bytes = buildMachO(slice);
    const offset = at;
    at += Math.ceil(bytes.length / step) * step;
    return { slice, bytes, offset };
  });
  const header = concat(
    u32(0xcafe_babe),
    u32(slices.length),
    ...placed.flatMap(({ slice, bytes, offset }) => [
      u32(slice.cpu ?? 0x0100_000c),
      u32(slice.cpuSubtype ?? 0),
      u32(offset),
      u32(bytes.length),
      u32(align),
    ]),
  );
  return concat(
    padTo(header, step),
    // The last slice needs no padding behind it.
    ...placed.map(({ bytes }, i) => (i === placed.length - 1 ? bytes : padTo(bytes, step))),
  );
};
