export { readDigest, readHashText } from './hash.ts';
export {
  type AnyLockReading,
  type LockFormat,
  lockFormatOf,
  type LockOptions,
  readLock,
  readLockAs,
} from './read.ts';
export { readJsonMembers, type JsonMember, type JsonMembers } from './json.ts';
export { tableLines } from './lines.ts';
export { isLocalUrl, isPlainUrl, withoutCredentials } from './redact.ts';
export { readRequirements } from './requirements/read.ts';
export { shownText, textOfLock } from './text.ts';
export {
  asTable,
  readToml,
  textAt as tomlTextAt,
  textsAt as tomlTextsAt,
  type Table as TomlTable,
  type TomlReading,
} from './toml.ts';
export type * from './types.ts';
