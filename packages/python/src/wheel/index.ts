export { inspectWheel } from './inspect.ts';
export type {
  InspectedEntry,
  InspectWheelOptions,
  Parsed,
  RecordComparison,
  RecordMismatch,
  UnverifiedRow,
  WheelInspection,
} from './types.ts';
