/** Directories or files of these names are left out wherever they stand: version control, caches, environments. */
export const LITTER_NAMES: readonly string[] = [
  '.git',
  '.hg',
  '.svn',
  '.bzr',
  'CVS',
  '_darcs',
  '__pycache__',
  '.tox',
  '.nox',
  '.venv',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.hypothesis',
  '.DS_Store',
];

/** Directories that builds write, at the top only: deeper ones are often packages of that name. */
export const LITTER_TOP: readonly string[] = ['build', 'dist'];

const NAMES: ReadonlySet<string> = new Set(LITTER_NAMES);

/** Asked before anything is looked at. */
export const isLitterName = (name: string): boolean => NAMES.has(name) || name.endsWith('.pyc');

/** The litter directory at the top that a file lies in. */
export const litterTopOf = (path: string): string | undefined =>
  LITTER_TOP.find((top) => path.startsWith(`${top}/`));

/** The rules in one line, as the document states them. */
export const LITTER_RULES = [...LITTER_NAMES, '*.pyc', ...LITTER_TOP.map((name) => `/${name}/`)].join(' ');
