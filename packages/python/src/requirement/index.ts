export { parseRequirement } from './parse.ts';
export { requirementText } from './text.ts';
export type { Requirement, RequirementProblemCode, RequirementTarget } from './types.ts';
