export { type Abi, describeAbi } from './abi.ts';
export { isAcceptedByPyPI } from './accepted.ts';
export { formatTag, formatTags } from './format.ts';
export { MAX_TAGS, parseTags } from './parse.ts';
export { describePlatform, type Platform, type TwoPartVersion } from './platform.ts';
export { describePython, type PythonTag } from './python.ts';
export type { Tag, TagProblemCode, TagSet } from './types.ts';
