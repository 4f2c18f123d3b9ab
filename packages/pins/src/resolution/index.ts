export {
  parseResolutions,
  RESOLUTIONS_SCHEMA,
  type ResolutionsReading,
  serialiseResolutions,
} from './cache.ts';
export { commentVersion, commitOf, refsOf, tagsAt } from './lookup.ts';
export { type GitPort, mergeResolutions, parseLsRemote, resolveOnline, usedRepositories } from './remote.ts';
export { datesOnline } from './dates.ts';
export type { CommitDates, RepositoryRefs, Resolutions } from './types.ts';
