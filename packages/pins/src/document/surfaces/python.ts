import { shownUrl } from '@custody/host';
import { locksIn } from '../../deps/locks.ts';
import { holdOf, pinOf } from '../../deps/pin.ts';
import { projectsIn } from '../../deps/projects.ts';
import { hashesOf, indexEntries, requirementFilesIn } from '../../deps/requirement-files.ts';
import { indexScopesIn } from '../../indexes/scopes.ts';
import { installsIn } from '../../installs/installs.ts';
import type { Install } from '../../installs/types.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { dependabotIn } from '../../update/dependabot/read.ts';
import { renovateIn } from '../../update/renovate/read.ts';
import type { Surface, SurfaceEntry } from '../types.ts';

/** How a command names what it installs, without its options. */
const nameOfInstall = ({ command, specs }: Install): string => {
  const words = specs
    .slice(0, 12)
    .map(({ kind, text }) => (kind === 'file' ? `-r ${text}` : text).slice(0, 80));
  return [command, ...words, ...(specs.length > 12 ? [`and ${specs.length - 12} more`] : [])].join(' ');
};

const installPin = (view: RepositoryView, install: Install): string => {
  const { specs, options } = install;
  if (options.some(({ name, value }) => name === '--require-hashes' && value !== 'false'))
    return 'hashes, which pip demands';
  const holds = new Set(
    specs.map((spec) => {
      if (spec.kind === 'requirement')
        return { hashed: 'hashes', pinned: 'a version', open: 'nothing' }[holdOf(view, install, spec)];
      if (spec.kind === 'file')
        return spec.of === 'requirements' ? `what ${spec.path ?? spec.text} says` : undefined;
      if (spec.kind === 'local') return 'the source, its requirements aside';
      return spec.kind === 'address' ? 'an address' : 'what is named when it runs';
    }),
  );
  holds.delete(undefined);
  if (holds.size === 0) return install.verb === 'project' ? 'what the project’s lock says' : 'nothing';
  return [...holds]
    .filter((one) => one !== undefined)
    .sort()
    .join('; ');
};

const installs = (view: RepositoryView): readonly SurfaceEntry[] =>
  view.once(installsIn).map((install) => ({
    name: nameOfInstall(install),
    pin: installPin(view, install),
    file: install.file,
    at: install.range.start,
  }));

/** The command that made a file, as tools write it at its top. */
const headOf = (text: string): string | undefined => {
  const head = text.slice(0, 2_000).split('\n').slice(0, 12);
  return head
    .map(
      (line) =>
        /^#\s{1,8}((?:uv pip compile|uv export|pip-compile|poetry export|pdm export|pipenv requirements)\b[^`]{0,400})$/.exec(
          line.trimEnd(),
        )?.[1],
    )
    .find((one) => one !== undefined);
};

const requirementPin = (entries: ReturnType<typeof indexEntries>): string => {
  if (entries.length === 0) return 'nothing is named';
  const hashed = entries.filter((entry) => hashesOf(entry).length > 0).length;
  const pinned = entries.filter(({ requirement }) => pinOf(requirement) !== undefined).length;
  if (hashed === entries.length) return `hashes of all ${entries.length}`;
  if (pinned === entries.length)
    return `versions of all ${entries.length}${hashed > 0 ? `, hashes of ${hashed}` : ''}`;
  return `versions of ${pinned} of ${entries.length}${hashed > 0 ? `, hashes of ${hashed}` : ''}`;
};

const requirements = (view: RepositoryView): Omit<Surface, 'title' | 'verified'> => {
  const files = view.once(requirementFilesIn);
  const commands = files.flatMap(({ file }) => headOf(file.text) ?? []);
  return {
    renewed: [...new Set(commands)].sort(),
    entries: files.map((one) => ({
      name: one.file.path,
      pin: requirementPin(indexEntries(one)),
      file: one.file,
      at: 0,
    })),
  };
};

const LOCKERS: Readonly<Record<string, string>> = {
  uv: 'uv lock',
  poetry: 'poetry lock',
  pdm: 'pdm lock',
  pipfile: 'pipenv lock',
  pylock: 'the tool that pylock.toml names in created-by',
};

const locks = (view: RepositoryView): Omit<Surface, 'title' | 'verified'> => {
  const found = view.once(locksIn);
  return {
    renewed: [...new Set(found.flatMap(({ format }) => LOCKERS[format] ?? []))].sort(),
    entries: found.map(({ file, format }) => ({
      name: file.path,
      pin: `versions and hashes (${format})`,
      file,
      at: 0,
    })),
  };
};

const builds = (view: RepositoryView): readonly SurfaceEntry[] =>
  view.once(projectsIn).flatMap(({ toml, declared }) =>
    declared
      .filter(({ of }) => of === 'build')
      .map(({ requirement, text, path }) => {
        const version = pinOf(requirement);
        return {
          name: `${text} in ${toml.file.path}`,
          pin: version === undefined ? 'a range, at most' : `version ${version}`,
          file: toml.file,
          at: toml.places([path])[0]?.start ?? 0,
        };
      }),
  );

const indexes = (view: RepositoryView): readonly SurfaceEntry[] =>
  view.once(indexScopesIn).flatMap(({ tool, what, uses, strategy, hashed }) =>
    uses.map(({ role, url, known, file, range }) => ({
      name: `${known && /^[a-z]+:\/\//.test(url) ? shownUrl(url) : 'an index that is named when it runs'} (${tool}, ${what})`,
      pin: [
        {
          default: 'instead of PyPI',
          extra: 'beside PyPI',
          explicit: 'only for what names it',
          links: 'a page of links',
        }[role],
        ...(role === 'extra'
          ? [strategy === 'merged' ? 'the highest version of all wins' : 'the first that has a name wins']
          : []),
        ...(hashed ? ['files by their hashes'] : []),
      ].join(', '),
      file,
      at: range.start,
    })),
  );

const updates = (view: RepositoryView): readonly SurfaceEntry[] => {
  const reading = view.once(dependabotIn);
  const entries =
    reading?.kind === 'read'
      ? reading.dependabot.updates.map(({ ecosystem, directories, interval, cooldown, node }) => ({
          name: `Dependabot: ${ecosystem?.value ?? '?'} in ${directories.map(({ value }) => value).join(', ')}`,
          pin: [
            interval?.value ?? 'no schedule',
            cooldown?.defaultDays === undefined
              ? 'Dependabot’s own cooldown'
              : `after ${cooldown.defaultDays.days} days`,
          ].join(', '),
          file: reading.dependabot.file,
          at: node.range.start,
        }))
      : [];
  const renovate = view.once(renovateIn);
  if (renovate?.kind !== 'read') return entries;
  const { file, presets } = renovate.renovate;
  return [...entries, { name: `Renovate: ${file.path}`, pin: presets.join(', '), file, at: 0 }];
};

/** What Python's installers bring in, from where, and what keeps it up to date. */
export const pythonSurfaces = (view: RepositoryView): readonly Surface[] => [
  {
    title: 'Installs',
    verified: 'pip, uv and their like, where hashes are given',
    renewed: [],
    entries: installs(view),
  },
  { title: 'Requirements', verified: 'the installer, against the hashes in the file', ...requirements(view) },
  { title: 'Locks', verified: 'the tool that made the lock, against the hashes in it', ...locks(view) },
  {
    title: 'Build requirements',
    verified: 'nothing, unless builds are given constraints with hashes',
    renewed: [],
    entries: builds(view),
  },
  { title: 'Indexes', verified: 'TLS, and hashes where they are given', renewed: [], entries: indexes(view) },
  { title: 'Updates', verified: 'the review of each proposal', renewed: [], entries: updates(view) },
];
