export { CPYTHON, nameInterpreter } from './record.ts';
export { readTags, type TaggedRelease, type TagsReading } from './tags.ts';
