/** Builders of wheels, sdists, archives and binaries, sound and hostile, for tests, the demo, the fuzzers and the benches. */
export { concat, type Content, padTo, patched, toBytes, u16, u32, u64, uint } from './bytes/bytes.ts';
export { DAMAGE_NAMES, type DamageName, DAMAGES } from './damage/damages.ts';
export type { Damage } from './damage/parts.ts';
export { buildElf } from './native/elf.ts';
export type { ElfOptions } from './native/elf-options.ts';
export { buildFat, buildMachO, type MachOOptions } from './native/mach-o.ts';
export { buildAr, buildWasm } from './native/others.ts';
export { buildPe, type PeOptions } from './native/pe.ts';
export {
  type BuiltFile,
  projectSdist,
  projectSources,
  projectWheel,
  projectWheelOptions,
  writeFiles,
  writeProject,
} from './project/project.ts';
export { buildSdist, sdistFileName, type SdistOptions, sdistSpec } from './sdist/build.ts';
export { type Random, seeded } from './seeds/random.ts';
export { buildTar, paxRecord } from './tar/build.ts';
export { gzip, type GzipOptions } from './tar/gzip.ts';
export type { TarEntrySpec, TarFields, TarSpec } from './tar/spec.ts';
export {
  buildWheel,
  defaultMetadata,
  distInfoOf,
  layoutWheel,
  wheelFileName,
  wheelSpec,
} from './wheel/build.ts';
export { compressTags, escapeName, escapeVersion } from './wheel/name.ts';
export type { Files, WheelOptions } from './wheel/options.ts';
export { formatRecord, recordHash, type RecordRow } from './wheel/record.ts';
export { buildZip, layoutZip, zipOf } from './zip/build.ts';
export { type OpenEntry, reopenZip, withContent } from './zip/reopen.ts';
export type {
  CentralFields,
  DescriptorFields,
  EndFields,
  SharedFields,
  Zip64EndFields,
  Zip64Fields,
  ZipEntrySpec,
  ZipLayout,
  ZipSpec,
} from './zip/spec.ts';
