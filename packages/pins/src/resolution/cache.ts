import type { CommitDates, RepositoryRefs, Resolutions } from './types.ts';

export const RESOLUTIONS_SCHEMA = 'custody.resolutions/1';

export type ResolutionsReading =
  | { readonly kind: 'resolutions'; readonly resolutions: Resolutions }
  | { readonly kind: 'malformed'; readonly reason: string };

const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const record = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

const refs = (value: unknown): Map<string, string> => {
  const found = new Map<string, string>();
  for (const [name, commit] of record(value))
    if (typeof commit === 'string' && OBJECT.test(commit)) found.set(name, commit);
  return found;
};

const DAY = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

const date = (value: unknown): string | undefined =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

const commits = (value: unknown): Map<string, CommitDates> => {
  const found = new Map<string, CommitDates>();
  for (const [name, said] of record(value)) {
    const [committed, seen] = [date(record(said).get('committed')), date(record(said).get('seen'))];
    if (OBJECT.test(name) && (committed ?? seen) !== undefined)
      found.set(name, { ...(committed !== undefined && { committed }), ...(seen !== undefined && { seen }) });
  }
  return found;
};

const images = (value: unknown): Map<string, string> => {
  const found = new Map<string, string>();
  for (const [name, digest] of record(value))
    if (typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest)) found.set(name, digest);
  return found;
};

/** Reads a resolution cache: what references stood for when someone was online. Entries of another form are left out. */
export const parseResolutions = (text: string): ResolutionsReading => {
  let document: ReadonlyMap<string, unknown>;
  try {
    document = record(JSON.parse(text));
  } catch {
    return { kind: 'malformed', reason: 'it is not JSON' };
  }
  if (document.get('schema') !== RESOLUTIONS_SCHEMA)
    return { kind: 'malformed', reason: `its "schema" is not ${RESOLUTIONS_SCHEMA}` };
  const repositories = new Map<string, RepositoryRefs>();
  for (const [slug, value] of record(document.get('repositories'))) {
    const entry = record(value);
    repositories.set(slug.toLowerCase(), {
      tags: refs(entry.get('tags')),
      branches: refs(entry.get('branches')),
      ...(entry.has('commits') && { commits: commits(entry.get('commits')) }),
    });
  }
  const named = images(document.get('images'));
  return {
    kind: 'resolutions',
    resolutions: { repositories, failures: new Map(), ...(named.size > 0 && { images: named }) },
  };
};

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const sorted = (map: ReadonlyMap<string, string>): object => {
  const into: Record<string, string> = Object.create(null);
  for (const [name, commit] of [...map].sort(byKey)) into[name] = commit;
  return into;
};

/** A resolution cache as a file: sorted, so that the same knowledge has the same bytes. */
export const serialiseResolutions = ({ repositories, images: named }: Resolutions): string => {
  const into: Record<string, unknown> = Object.create(null);
  for (const [slug, { tags, branches, commits: dates }] of [...repositories].sort(byKey))
    into[slug] = {
      branches: sorted(branches),
      ...(dates && { commits: Object.fromEntries([...dates].sort(byKey)) }),
      tags: sorted(tags),
    };
  const document = {
    schema: RESOLUTIONS_SCHEMA,
    ...(named && { images: sorted(named) }),
    repositories: into,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
