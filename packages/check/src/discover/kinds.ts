/** A kind of file, and how it is recognised by name. Content decides later whether the name was right. */
export type ArtifactKind = 'wheel' | 'sdist' | 'dependencies' | 'sbom';

type KindRow = {
  readonly kind: ArtifactKind;
  /** Whether a file of this name, met in a folder (of this name), is one. */
  readonly met: (name: string, folder: string) => boolean;
  /** Whether a file of this name is one when a person names it: broader, because they mean something by it. */
  readonly named: (name: string) => boolean;
  readonly described: string;
};

const endsWith =
  (...endings: readonly string[]) =>
  (name: string): boolean =>
    endings.some((ending) => name.toLowerCase().endsWith(ending));

/** `name-1.0.tar.gz`: something that looks like a version after the last hyphen that a digit follows. */
const looksLikeSdist = (name: string): boolean =>
  /^[a-z0-9][a-z0-9._-]*-v?[0-9][^-]*(?:-[0-9]+)?\.(?:tar\.gz|zip)$/i.test(name);

/** Locks that speak for the pyproject.toml beside them, or above which they stand. */
export const isProjectLock = (name: string): boolean =>
  /^(?:uv\.lock|poetry\.lock|pdm\.lock|pylock\.toml)$/.test(name);

const isLock = (name: string): boolean =>
  isProjectLock(name) ||
  /^(?:pdm\..{1,60}\.lock|pylock\.[^.]{1,60}\.toml|Pipfile\.lock|conda-lock\.ya?ml)$/.test(name) ||
  name.endsWith('.py.lock');

/** `requirements.txt`, `dev-requirements.txt`, `constraints-3.12.txt`, and what stands in a folder `requirements`. */
const isRequirements = (name: string, folder: string): boolean =>
  /(?:^|[-_.])(?:requirements|constraints)(?:[-_.][^/]*)?\.txt$/i.test(name) ||
  (/^(?:requirements|constraints)$/i.test(folder) && name.endsWith('.txt'));

const isConda = (name: string): boolean => /^environment(?:[-_.][^/]*)?\.ya?ml$/i.test(name);

/** What says at the root of a repository, below which it is told, how things are built there. */
export const isBuildFile = (relative: string): boolean =>
  /^(?:\.github\/(?:workflows\/[^/]+\.(?:ya?ml|lock)|(?:actions\/[^/]+\/)?action\.ya?ml|dependabot\.ya?ml|renovate\.json5?)|action\.ya?ml|\.gitlab-ci\.yml|\.pre-commit-config\.ya?ml|renovate\.json5?|\.renovaterc(?:\.json5?)?|(?:Docker|Container)file|pyproject\.toml|pip\.conf|uv\.toml|Pipfile)$/.test(
    relative,
  );

/** The discovery table. A later kind is one more row. */
export const KINDS: readonly KindRow[] = [
  { kind: 'wheel', met: endsWith('.whl'), named: endsWith('.whl'), described: 'wheels (.whl)' },
  {
    kind: 'sdist',
    met: looksLikeSdist,
    named: endsWith('.tar.gz', '.tgz', '.zip'),
    described: 'sdists (.tar.gz)',
  },
  {
    kind: 'dependencies',
    met: (name, folder) => isLock(name) || isRequirements(name, folder) || isConda(name),
    named: (name) =>
      endsWith('.txt', '.in', '.lock', '.toml', '.yml', '.yaml', '.py', '.pyw')(name) ||
      isRequirements(`${name}.txt`, ''),
    described: 'lock files, requirements and environment files',
  },
  {
    kind: 'sbom',
    met: (name) =>
      endsWith('.cdx.json', '.spdx.json', '.cdx.xml', '.spdx')(name) ||
      /^(?:s?bom)\.(?:json|xml)$/i.test(name),
    named: endsWith('.json', '.cdx.xml', '.xml', '.spdx'),
    described: 'SBOMs (.cdx.json, .spdx.json)',
  },
];

/** Folders that hold other people's files or a tool's state: not looked into, and said so. */
export const PASSED_OVER: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.tox',
  '.nox',
  '.venv',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '__pycache__',
  'node_modules',
  'site-packages',
]);
