export { editPylock } from './pylock.ts';
export { editPyproject } from './pyproject.ts';
export { editRequirements } from './requirements.ts';
export { editKey, type FileEdit, type Splice, type VersionEdit } from './types.ts';
