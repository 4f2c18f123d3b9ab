import type { ProjectView } from '../../views/project.ts';
import type { JudgedRule } from '../rule.ts';

/** pyproject.toml of a source tree. */
export const projectRules: readonly JudgedRule<ProjectView>[] = [];
