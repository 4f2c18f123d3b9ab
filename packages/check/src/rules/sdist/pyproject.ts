import { topFileRule } from './top-file.ts';

/** D02, pyproject.toml: its absence marks the older format, which installers still take. */
export const pyproject = topFileRule(
  {
    id: 'sdist/pyproject',
    title: 'pyproject.toml lies in the top directory',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Source distribution format, file format',
    why: 'Without it an installer guesses which tool, in which version, builds the sdist.',
    todo: 'Add a pyproject.toml that names the build backend.',
  },
  'pyproject.toml',
  'pyproject',
);
