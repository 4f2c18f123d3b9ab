export { readBill } from './bill/read.ts';
export type * from './bill/types.ts';
export { readCycloneDx, type BillReading } from './cyclonedx/read.ts';
export { toCycloneDx, type Written } from './cyclonedx/write.ts';
export { detect, readDocument } from './document/read.ts';
export {
  CYCLONEDX_VERSIONS,
  type CycloneDxVersion,
  type Detection,
  type DocumentReading,
  type SbomDocument,
} from './document/types.ts';
export type { Json, JsonLimits, JsonObject, JsonProblem, TextPosition } from './json/types.ts';
export { PROFILE_NAMES, type ProfileName } from './profiles/registry.ts';
export { buildPurl, parsePurl, pypiPurl, type Purl, type PurlParts, type PurlReading } from './purl/index.ts';
export { SBOM_DOCUMENT_RULES } from './rules/all.ts';
export type { ExpectedSubject } from './rules/types.ts';
export { readSpdx } from './spdx/read.ts';
export { toSpdx } from './spdx/write.ts';
export type { ValidateOptions, Validation } from './validate/types.ts';
export { validate } from './validate/validate.ts';
export { serialNumber, type SerialSource } from './write/serial-number.ts';
export { serialise } from './write/serialise.ts';
export { documentTimestamp, type Timestamp } from './write/timestamp.ts';
export { convert, type Conversion, type ConvertTarget } from './convert/convert.ts';
export { diff } from './diff/diff.ts';
export { renderDiff } from './diff/render.ts';
export type { BillDiff, Change, ChangedComponent } from './diff/types.ts';
export { merge } from './merge/merge.ts';
export type { Conflict, Merged, MergeInput, MergeOptions } from './merge/types.ts';
export { type EmbeddedDocument, inspectWheelContents, type WheelContents } from './wheel/inspect.ts';
export type { NativeFile } from './wheel/natives.ts';
export type { InspectContentsOptions } from './wheel/inspect.ts';
export {
  generateFromWheel,
  type GenerateOptions,
  type GenerateWheelOptions,
  type Generation,
} from './wheel/generate.ts';
export { OWN_DOCUMENT } from './wheel/own.ts';
export { embedWheel } from './wheel/embed/embed.ts';
export type { EmbedOptions, EmbedResult, Refusal, RefusalCode } from './wheel/embed/types.ts';
export { SBOM_WHEEL_RULES } from './rules/wheel/registry.ts';
export { verifyWheelContents, type VerifyOptions } from './wheel/verify/verify.ts';
export { type InspectArchiveOptions, inspectSourceArchive } from './source/archive.ts';
export { checkSource, type SourceCheck } from './source/check.ts';
export { readDeclared } from './source/declared/read.ts';
export type { DeclaredComponent, DeclaredReading } from './source/declared/types.ts';
export { generateSource, type GenerateSourceOptions } from './source/generate.ts';
export { LITTER_RULES } from './source/litter.ts';
export { toSourceSpdx } from './source/spdx.ts';
export { inspectSourceTree, type InspectTreeOptions } from './source/tree.ts';
export type { LeftOut, SourceContents, SourceFile } from './source/types.ts';
export { type ExtractOptions, type Extraction, extractDocuments } from './wheel/extract/extract.ts';
export { listDocuments, type ListedDocument } from './wheel/extract/list.ts';
export { generateLock, type GenerateLockOptions } from './lock/generate.ts';
export type { DirectUrl } from './environment/direct-url.ts';
export { generateEnvironment, type GenerateEnvironmentOptions } from './environment/generate.ts';
export { inspectEnvironment, type InspectEnvironmentOptions } from './environment/inspect.ts';
export type * from './environment/types.ts';
