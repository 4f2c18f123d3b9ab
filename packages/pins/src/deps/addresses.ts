import { asTable, type KeyPath, normalizeName } from '@custody/python';
import { installsIn } from '../installs/installs.ts';
import type { Install } from '../installs/types.ts';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { ByteRange } from '../types.ts';
import { locksIn } from './locks.ts';
import { projectsIn } from './projects.ts';
import { requirementFilesIn } from './requirement-files.ts';
import { tableAt } from './toml.ts';

/** Something that is taken from an address instead of an index. */
export type AddressAt = {
  readonly file: SourceFile;
  readonly range: ByteRange;
  readonly scheme: 'url' | 'vcs';
  /** As written. It may hold a password. */
  readonly url: string;
  readonly name?: string;
  /** What asks for it. */
  readonly of: 'command' | 'requirements' | 'project';
  readonly install?: Install;
  /** A hash stands behind it. */
  readonly hashed: boolean;
  /** A lock beside it holds the commit or the file. */
  readonly locked: boolean;
};

const isVcs = (url: string): boolean => /^(?:git|hg|svn|bzr)\+/i.test(url);

const hasFragmentHash = (url: string): boolean =>
  /#(?:[^#\s]*&)?sha(?:256|384|512)=[0-9a-f]{64,128}/i.test(url);

const ofInstalls = (view: RepositoryView): readonly AddressAt[] =>
  view.once(installsIn).flatMap((install) =>
    install.specs.flatMap((spec) =>
      spec.kind === 'address'
        ? [
            {
              file: install.file,
              range: spec.range,
              scheme: spec.scheme,
              url: spec.url,
              of: 'command' as const,
              install,
              hashed: hasFragmentHash(spec.url),
              locked: false,
            },
          ]
        : [],
    ),
  );

const ofRequirements = (view: RepositoryView): readonly AddressAt[] =>
  view.once(requirementFilesIn).flatMap(({ file, reading }) =>
    reading.entries.flatMap((entry): readonly AddressAt[] => {
      const target = entry.kind === 'requirement' ? entry.requirement.target : undefined;
      const address = entry.kind === 'address' || entry.kind === 'editable' ? entry.address : undefined;
      const url = target?.kind === 'url' ? target.url : address?.address.text;
      if (url === undefined || !/^(?:https?|(?:git|hg|svn|bzr)(?:\+[a-z]+)?):/i.test(url)) return [];
      const hashed = hasFragmentHash(url) || entry.options.some(({ name }) => name === '--hash');
      const name = entry.kind === 'requirement' ? entry.requirement.name : address?.name;
      return [
        {
          file,
          range: entry.range,
          scheme: isVcs(url) ? 'vcs' : 'url',
          url,
          ...(name !== undefined && { name }),
          of: 'requirements',
          hashed,
          locked: false,
        },
      ];
    }),
  );

/** `[tool.uv.sources]`, `[tool.poetry.dependencies]` and dependencies that name an address. */
const ofProjects = (view: RepositoryView): readonly AddressAt[] =>
  view.once(projectsIn).flatMap(({ toml, directory, declared }) => {
    const { file } = toml;
    const locked = view.once(locksIn).some((lock) => lock.directory === directory || lock.directory === '');
    const found: { readonly path: KeyPath; readonly one: Omit<AddressAt, 'range'> }[] = [];
    const base = { file, of: 'project' as const, hashed: false };
    for (const { requirement, path } of declared) {
      const { target, name } = requirement;
      if (target.kind !== 'url') continue;
      const { url } = target;
      const scheme = isVcs(url) ? 'vcs' : 'url';
      // What a build fetches, no lock holds.
      const held = locked && path[0] !== 'build-system';
      found.push({ path, one: { ...base, name, url, scheme, hashed: hasFragmentHash(url), locked: held } });
    }
    for (const at of [
      ['tool', 'uv', 'sources'],
      ['tool', 'poetry', 'dependencies'],
    ])
      for (const [name, value] of tableAt(toml.root, ...at) ?? []) {
        const table = asTable(value);
        const [git, url] = [table?.get('git'), table?.get('url')];
        const ref = table?.get('rev') ?? table?.get('tag') ?? table?.get('branch');
        const path = [...at, name];
        const named = { ...base, name: normalizeName(name), locked };
        if (typeof git === 'string') {
          const source = `git+${git}${typeof ref === 'string' ? `@${ref}` : ''}`;
          found.push({ path, one: { ...named, scheme: 'vcs', url: source } });
        } else if (typeof url === 'string')
          found.push({ path, one: { ...named, scheme: 'url', url, hashed: hasFragmentHash(url) } });
      }
    const places = toml.places(found.map(({ path }) => path));
    return found.map(({ one }, at) => ({ ...one, range: places[at] ?? { start: 0, end: 0 } }));
  });

const all = (view: RepositoryView): readonly AddressAt[] => [
  ...ofInstalls(view),
  ...ofRequirements(view),
  ...ofProjects(view),
];

/** Everything in a repository that is installed from an address: commands first, then files. */
export const addressesIn = (view: RepositoryView): readonly AddressAt[] => view.once(all);

/** The revision that the address of a repository names. */
export const revisionOf = (url: string): string | undefined => {
  const [plain = ''] = url.split('#', 1);
  const scheme = plain.indexOf('://');
  const path = plain.indexOf('/', scheme === -1 ? 0 : scheme + 3);
  const at = path === -1 ? -1 : plain.indexOf('@', path);
  return at === -1 ? undefined : plain.slice(at + 1);
};
