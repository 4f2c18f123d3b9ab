export { applySplices, type Combined, combine, type Splice } from './apply.ts';
export { unifiedDiff } from './diff.ts';
export { type AppliedFile, mendFiles, type Mending } from './mend.ts';
