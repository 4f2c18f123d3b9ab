import type { RepositoryRefs, Resolutions } from './types.ts';

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
    });
  }
  return { kind: 'resolutions', resolutions: { repositories, failures: new Map() } };
};

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const sorted = (map: ReadonlyMap<string, string>): object => {
  const into: Record<string, string> = Object.create(null);
  for (const [name, commit] of [...map].sort(byKey)) into[name] = commit;
  return into;
};

/** A resolution cache as a file: sorted, so that the same knowledge has the same bytes. */
export const serialiseResolutions = ({ repositories }: Resolutions): string => {
  const into: Record<string, unknown> = Object.create(null);
  for (const [slug, { tags, branches }] of [...repositories].sort(byKey))
    into[slug] = { branches: sorted(branches), tags: sorted(tags) };
  return `${JSON.stringify({ schema: RESOLUTIONS_SCHEMA, repositories: into }, null, 2)}\n`;
};
