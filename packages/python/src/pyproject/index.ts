export { type KeyPath, type KeyPlace, locateKeys } from './locate/locate.ts';
export type { PyprojectCode } from './codes.ts';
export { PYPROJECT_CODES } from './codes.ts';
export { parsePyproject } from './parse.ts';
export type { BuildSystem, DependencyGroup, GroupItem, ParsedPyproject, ProjectTable } from './types.ts';
