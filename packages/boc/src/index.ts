export { type Behaviour, behaviour } from './behaviour/define.ts';
export { signal } from './behaviour/current.ts';
export {
  type Asked,
  type Given,
  type Read,
  read,
  type When,
  type WhenOptions,
  when,
} from './behaviour/when.ts';
export { type ClassCodec, registerClass } from './codec/classes.ts';
export { type Cown, cown, pinned } from './cown/handle.ts';
export type { Held, Seen } from './cown/held.ts';
export { BocError, type BocErrorCode } from './errors/errors.ts';
export { quiesce, type WaitOptions, type WaitResult } from './lifecycle/quiesce.ts';
export { start } from './lifecycle/start.ts';
export type { StartOptions } from './lifecycle/state.ts';
export { stop, wait } from './lifecycle/stop.ts';
export type { Stats, ThreadStats } from './stats/report.ts';
export type { TraceEvent } from './trace/record.ts';
export {
  noticeboard,
  noticeDelete,
  noticeRead,
  noticeSeed,
  noticeUpdate,
  noticeWrite,
  REMOVED,
} from './noticeboard/notice.ts';
export { drain, type MailStats, receive, type ReceiveOptions, send, TIMEOUT } from './message/mail.ts';
export { pump, type PumpOptions, type PumpResult } from './pin/pump.ts';
export { explore, type ExploreOptions, type ExploreResult } from './sim/explore.ts';
export { randomProgram, type SimBehaviour, type SimProgram } from './sim/program.ts';
export { simulate, type SimOptions, type SimResult } from './sim/simulate.ts';
export { checkTrace, type Violation } from './trace/check.ts';
