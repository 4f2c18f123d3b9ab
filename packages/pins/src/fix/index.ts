export { type Combined, combine, type Splice } from './apply.ts';
export { type AppliedFile, mendFiles, type Mending } from './mend.ts';
