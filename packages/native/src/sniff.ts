/** The binary formats that this package knows. */
export type NativeFormat = 'elf' | 'mach-o' | 'pe' | 'ar' | 'wasm';

const startsWith = (head: Uint8Array, magic: readonly number[]): boolean =>
  head.length >= magic.length && magic.every((byte, index) => head[index] === byte);

/** Java class files carry the magic of universal Mach-O; their version number, at least 45, sits where the count of architectures would. */
const FIRST_JAVA_VERSION = 45;

const isUniversal = (head: Uint8Array): boolean => {
  if (startsWith(head, [0xca, 0xfe, 0xba, 0xbf])) return true;
  if (!startsWith(head, [0xca, 0xfe, 0xba, 0xbe]) || head.length < 8) return false;
  const count = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(4);
  return count > 0 && count < FIRST_JAVA_VERSION;
};

const THIN_MACHO: readonly (readonly number[])[] = [
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
];
const AR = [...Buffer.from('!<arch>\n')];
const AR_THIN = [...Buffer.from('!<thin>\n')];

/**
 * The format that the first bytes announce (64 are enough); never judged by a file's name.
 * `pe` means no more than "begins with MZ": only `identify` can tell whether a PE header follows.
 */
export const sniff = (head: Uint8Array): NativeFormat | undefined => {
  if (startsWith(head, [0x7f, 0x45, 0x4c, 0x46])) return 'elf';
  if (startsWith(head, [0x4d, 0x5a])) return 'pe';
  if (THIN_MACHO.some((magic) => startsWith(head, magic)) || isUniversal(head)) return 'mach-o';
  if (startsWith(head, AR) || startsWith(head, AR_THIN)) return 'ar';
  if (startsWith(head, [0x00, 0x61, 0x73, 0x6d])) return 'wasm';
  return undefined;
};
