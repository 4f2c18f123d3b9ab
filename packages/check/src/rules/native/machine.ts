import type { NativeObject } from '@custody/native';
import type { Platform } from '@custody/python';

/** Architectures in one spelling, by how tags, ELF, Mach-O and PE spell them. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ['x86-64', 'x86_64'],
  ['amd64', 'x86_64'],
  ['x86_64h', 'x86_64'],
  ['i386', 'x86'],
  ['i486', 'x86'],
  ['i586', 'x86'],
  ['i686', 'x86'],
  ['arm64', 'aarch64'],
  ['arm64e', 'aarch64'],
  ['arm64ec', 'aarch64'],
  ['arm64_v8a', 'aarch64'],
  ['armv5tel', 'arm'],
  ['armv6l', 'arm'],
  ['armv7l', 'arm'],
  ['armv8l', 'arm'],
  ['armeabi_v7a', 'arm'],
  ['armnt', 'arm'],
  ['s390x', 's390'],
  ['riscv64', 'riscv'],
  ['loongarch64', 'loongarch'],
]);

const alike = (name: string): string => ALIKE.get(name) ?? name;

/** Code for a graphics processor or the kernel is no program of the platform, whatever that is. */
const ELSEWHERE: ReadonlySet<string> = new Set(['cuda', 'amdgpu', 'bpf']);

/** The architectures that a binary has code for; empty where it says nothing of the platform's. */
export const machinesOf = (object: NativeObject): readonly string[] => {
  if (object.format === 'elf') {
    if (ELSEWHERE.has(object.machine) || object.machine === 'unknown') return [];
    // One number stands for both byte orders.
    return [object.machine === 'ppc64' && object.endian === 'little' ? 'ppc64le' : alike(object.machine)];
  }
  if (object.format === 'mach-o') return [...new Set(object.slices.map(({ machine }) => alike(machine)))];
  return object.format === 'pe' && object.machine !== 'unknown' ? [alike(object.machine)] : [];
};

/** The architectures that a platform tag promises; empty where it names none. */
export const promisedBy = (platform: Platform): readonly string[] => {
  if (platform.kind === 'macos') return platform.architectures.map(alike);
  return 'architecture' in platform ? [alike(platform.architecture)] : [];
};

/** Whether a binary is loaded into Python or by what is: not a program, nor something for a linker. */
export const isLoaded = (object: NativeObject): boolean => {
  if (object.format === 'elf') return object.type === 'shared';
  if (object.format === 'pe') return object.dll;
  if (object.format !== 'mach-o') return false;
  return object.slices.some(({ type }) => type === 'dylib' || type === 'bundle');
};

/** The systems whose loader takes a format. */
export const FORMATS: ReadonlyMap<Platform['kind'], NativeObject['format']> = new Map([
  ['manylinux', 'elf'],
  ['musllinux', 'elf'],
  ['linux', 'elf'],
  ['android', 'elf'],
  ['macos', 'mach-o'],
  ['ios', 'mach-o'],
  ['windows', 'pe'],
  ['pyemscripten', 'wasm'],
  ['emscripten', 'wasm'],
  ['wasi', 'wasm'],
]);
