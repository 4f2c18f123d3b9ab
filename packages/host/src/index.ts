/** The outside world behind ports: files, clock, environment, streams, signals, progress. */
export { type Clock, fixedClock, systemClock } from './clock/clock.ts';
export { clockFor, parseSourceDateEpoch } from './clock/epoch.ts';
export {
  type Environment,
  fixedEnvironment,
  systemEnvironment,
  VARIABLES,
  type VariableName,
} from './environment/environment.ts';
export { HostError, type HostErrorCode } from './error.ts';
export { digestOf } from './files/digest.ts';
export { ensureDirectory } from './files/directory.ts';
export type { FileIdentity } from './files/identity.ts';
export { lookAt, type Looked } from './files/look.ts';
export { type FilePort, systemFiles } from './files/port.ts';
export { readWhole } from './files/read.ts';
export { shown } from './files/shown.ts';
export type { Readable, Sink } from './files/sink.ts';
export { type FileSource, openSource, type OpenOptions } from './files/source.ts';
export { installCleanup, removeTemporaries, TEMPORARY_PREFIX } from './files/temporaries.ts';
export { walk, type WalkEntry, type WalkOptions } from './files/walk.ts';
export { writeAtomically, writeNew, type WriteOptions } from './files/write.ts';
export { cachedHttp } from './http/cache.ts';
export { createHttp, type HttpClientOptions } from './http/client.ts';
export { offlineHttp } from './http/offline.ts';
export {
  assertOk,
  type Downloaded,
  type DownloadOptions,
  type HttpAnswer,
  type HttpOptions,
  type HttpPort,
  type HttpRequest,
  type HttpSender,
} from './http/types.ts';
export { shownUrl } from './http/url.ts';
export { cpuCount } from './pool/size.ts';
export { type ProgramOptions, runProgram } from './program/run.ts';
export {
  createProgress,
  type Progress,
  type ProgressOptions,
  type ProgressStream,
} from './progress/progress.ts';
export {
  exitCodeOf,
  type Interruptible,
  type Interrupts,
  listenForInterrupts,
} from './signals/interrupts.ts';
export { type DescriptorStream, descriptorStream } from './streams/descriptor.ts';
export { readInput } from './streams/input.ts';
export { createOutput, type Output, type OutputOutcome, type OutputStream } from './streams/output.ts';
