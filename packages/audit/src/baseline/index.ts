export { compareWithBaseline, countSince, type SinceCounts } from './compare.ts';
export { type Baseline, type BaselineInput, type BaselineReading, readBaseline } from './read.ts';
