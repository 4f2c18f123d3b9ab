import { codeOwnersOf } from './codeowners.ts';
import type { AssessInput, Commit, Evidence } from './types.ts';

/** Who may publish, as an index says (`ownership` of PyPI's JSON). */
export type Ownership = {
  readonly roles: readonly { readonly user: string; readonly role: string }[];
  readonly organization?: string;
};

/** Somebody with access, and when they were last seen in the history. */
export type Holder = {
  /** As the list that names them does, without an `@`. */
  readonly name: string;
  readonly access: readonly string[];
  readonly at?: Evidence;
  /** RFC 3339. Absent: no commit could be told to be theirs. */
  readonly lastCommit?: string;
  readonly state: 'active' | 'inactive' | 'unknown';
};

export type Access = {
  readonly holders: readonly Holder[];
  /** What a person should look at, as sentences without a full stop. */
  readonly remarks: readonly string[];
  /** A draft for the emeritus section, in Markdown. Absent: nobody is inactive. */
  readonly emeritus?: string;
};

/** Names under which a commit can be known: its author, the address's local part, the account of a noreply address. */
const namesOf = ({ author, email }: Commit): readonly string[] => {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const account = domain === 'users.noreply.github.com' ? local.replace(/^\d+\+/, '') : local;
  return [author.toLowerCase(), account];
};

const lastCommits = (commits: readonly Commit[]): ReadonlyMap<string, string> => {
  const last = new Map<string, string>();
  // Newest first: the first date stays.
  for (const commit of commits)
    for (const name of namesOf(commit)) if (name !== '' && !last.has(name)) last.set(name, commit.date);
  return last;
};

const monthsBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / (86_400_000 * 30.4375);

/** What Markdown and terminals take for more than a name stays out of a draft. */
const plain = (name: string): string => name.replace(/[^\p{L}\p{N} ._@/+-]/gu, '').slice(0, 100);

const draftOf = (inactive: readonly Holder[]): string =>
  [
    '## Emeritus maintainers',
    '',
    'With thanks to those who built and kept this project, and who have handed their keys on:',
    '',
    ...inactive.map(({ name }) => `- ${plain(name)}`),
    '',
    '<!-- Access to take back, after asking them in person. It says nothing about what they are owed:',
    ...inactive.map(
      ({ name, access, lastCommit }) =>
        `     ${plain(name)}: ${plain(access.join(' and '))}; last commit ${(lastCommit ?? '').slice(0, 10)}`,
    ),
    '-->',
    '',
  ].join('\n');

/** Who can change or publish the project, who of them was not seen for `months`, and where all hangs on one. */
export const accessOf = (
  { view, history, now }: AssessInput,
  { ownership, months }: { readonly ownership?: Ownership; readonly months: number },
): Access => {
  const last = lastCommits(history?.commits ?? []);
  const found = new Map<string, { name: string; access: string[]; at?: Evidence }>();
  const add = (written: string, access: string, at?: Evidence): void => {
    const name = written.replace(/^@/, '');
    const one = found.get(name.toLowerCase()) ?? { name, access: [], ...(at && { at }) };
    one.access.push(access);
    found.set(name.toLowerCase(), one);
  };
  for (const { user, role } of ownership?.roles ?? []) add(user, `${role} on the index`);
  const owners = codeOwnersOf(view);
  for (const { owner, patterns, at } of owners)
    add(
      owner,
      `code owner of ${patterns.slice(0, 3).join(', ')}${patterns.length > 3 ? ` and ${patterns.length - 3} more` : ''}`,
      at,
    );
  const holders = [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]): Holder => {
      const lastCommit = last.get(key) ?? last.get(key.split('@')[0] ?? '');
      // A team has no commits of its own, and nobody in a short history is not nobody.
      const state =
        lastCommit === undefined
          ? ('unknown' as const)
          : monthsBetween(lastCommit, now) > months
            ? ('inactive' as const)
            : ('active' as const);
      return { ...one, ...(lastCommit !== undefined && { lastCommit }), state };
    });
  const inactive = holders.filter(({ state }) => state === 'inactive');
  const publishers = ownership?.roles.filter(({ role }) => role.toLowerCase() === 'owner') ?? [];
  const forAll = owners.filter(({ patterns }) =>
    patterns.some((one) => one === '*' || one === '/**' || one === '**'),
  );
  const remarks = [
    ...(publishers.length === 1 && ownership?.organization === undefined
      ? ['one person alone owns the project on the index: should they lose access, nobody can recover it']
      : []),
    ...(forAll.length === 1 && !(forAll[0]?.owner.includes('/') ?? false)
      ? ['one person alone is the code owner of everything: their own changes have nobody to ask']
      : []),
    ...(inactive.length > 0
      ? [`${inactive.length} with access were not seen for more than ${months} months`]
      : []),
    ...(ownership === undefined ? ['who may publish is told by the index: --owners FILE (its JSON)'] : []),
    ...(history === undefined
      ? ['when somebody was last seen is told by the history, which is not here']
      : []),
  ];
  return { holders, remarks, ...(inactive.length > 0 && { emeritus: draftOf(inactive) }) };
};

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

/** Reads who owns a project from PyPI's JSON (`/pypi/<project>/json`), or its `ownership` alone; `undefined` where it does not say. */
export const readOwnership = (value: unknown): Ownership | undefined => {
  const whole = record(value);
  const owners = record(whole?.['ownership']) ?? whole;
  const roles = owners?.['roles'];
  if (!Array.isArray(roles)) return undefined;
  const organization = owners?.['organization'];
  return {
    roles: (roles as readonly unknown[]).slice(0, 1_000).flatMap((one) => {
      const { user, role } = record(one) ?? {};
      return typeof user === 'string' && typeof role === 'string' ? [{ user, role }] : [];
    }),
    ...(typeof organization === 'string' && organization !== '' && { organization }),
  };
};
