const SUBTYPE_MASK = 0x00ff_ffff;

/** `cputype` and, where it makes another name, `cpusubtype`, as Apple's tools call them (mach/machine.h). */
const CPUS: ReadonlyMap<string, string> = new Map([
  ['7', 'i386'],
  ['16777223', 'x86_64'],
  ['16777223:8', 'x86_64h'],
  ['12', 'arm'],
  ['12:6', 'armv6'],
  ['12:9', 'armv7'],
  ['12:11', 'armv7s'],
  ['12:12', 'armv7k'],
  ['16777228', 'arm64'],
  ['16777228:2', 'arm64e'],
  ['33554444', 'arm64_32'],
  ['18', 'ppc'],
  ['16777234', 'ppc64'],
]);

/** The name of an architecture, or `cpu-<n>`. */
export const machoCpu = (type: number, subtype: number): string =>
  CPUS.get(`${type}:${subtype & SUBTYPE_MASK}`) ?? CPUS.get(String(type)) ?? `cpu-${type}`;
