/** A kind of artifact, and how its file is recognised by name. Content decides later whether the name was right. */
export type ArtifactKind = 'wheel' | 'sdist' | 'sbom';

type KindRow = {
  readonly kind: ArtifactKind;
  /** Whether a file of this name, met in a folder, is one. */
  readonly met: (name: string) => boolean;
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
