import type { Publisher } from '../bundle/types.ts';
import type { Identity } from '../certificate/types.ts';
import { quoted } from '../json/taker.ts';
import type { Json } from '../json/types.ts';

/** What the certificate says to a publisher that an index names. */
export type PublisherVerdict = {
  /** `undefined`: of a kind that is not known here. */
  readonly mismatch: string | undefined;
  readonly known: boolean;
  /** Members that nothing in the certificate can show or refute. */
  readonly unproven: readonly string[];
};

type Check = (text: (name: string) => string, identity: Identity) => string | undefined;

/** Names of owners and repositories are the same in any case on both forges. */
const sameName = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** `https://…/path@ref`, with any ref. The path counts exactly, the repository in any case. */
const builtBy = (uri: string | undefined, repository: string, path: string): boolean => {
  const at = uri?.indexOf('@') ?? -1;
  if (uri === undefined || at < 0) return false;
  const named = uri.slice(0, at);
  return named.endsWith(path) && sameName(named, repository + path);
};

const forge =
  (issuer: string, host: string, member: string, folder: string): Check =>
  (text, { claims }) => {
    const repository = `${host}/${text('repository')}`;
    if (claims.issuer !== issuer) return `its issuer is ${quoted(claims.issuer ?? 'none')}, not ${issuer}`;
    if (!sameName(claims.sourceRepositoryUri, repository))
      return `it was made for ${quoted(claims.sourceRepositoryUri ?? 'no repository')}, not ${quoted(repository)}`;
    return builtBy(claims.buildConfigUri, repository, `${folder}${text(member)}`)
      ? undefined
      : `it was made by ${quoted(claims.buildConfigUri ?? 'no workflow')}, not by ${quoted(text(member))}`;
  };

const google: Check = (text, { subject, claims }) => {
  if (claims.issuer !== 'https://accounts.google.com')
    return `its issuer is ${quoted(claims.issuer ?? 'none')}, not https://accounts.google.com`;
  return subject.kind === 'email' && subject.value === text('email')
    ? undefined
    : `it is for ${quoted(subject.value)}, not ${quoted(text('email'))}`;
};

const KINDS: ReadonlyMap<string, { readonly check: Check; readonly members: readonly string[] }> = new Map([
  [
    'GitHub',
    {
      check: forge(
        'https://token.actions.githubusercontent.com',
        'https://github.com',
        'workflow',
        '/.github/workflows/',
      ),
      members: ['repository', 'workflow'],
    },
  ],
  [
    'GitLab',
    {
      check: forge('https://gitlab.com', 'https://gitlab.com', 'workflow_filepath', '//'),
      members: ['repository', 'workflow_filepath'],
    },
  ],
  ['Google', { check: google, members: ['email'] }],
]);

const said = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '';

/** Holds the publisher of a provenance object against the certificate of an attestation (PEP 740, "Provenance objects"). */
export const judgePublisher = ({ kind, members }: Publisher, identity: Identity): PublisherVerdict => {
  const known = KINDS.get(kind);
  const names = [...members.keys()].filter((name) => name !== 'kind' && said(members.get(name)));
  if (known === undefined) return { known: false, mismatch: undefined, unproven: names };
  const environment = identity.claims.deploymentEnvironment;
  const proven = new Set([...known.members, ...(environment === undefined ? [] : ['environment'])]);
  const unproven = names.filter((name) => !proven.has(name));
  const missing = known.members.find(
    (name) => typeof members.get(name) !== 'string' || members.get(name) === '',
  );
  if (missing !== undefined) return { known: true, mismatch: `it has no ${missing}`, unproven };
  const text = (name: string): string => {
    const value = members.get(name);
    return typeof value === 'string' ? value : '';
  };
  const mismatch = known.check(text, identity);
  if (mismatch !== undefined) return { known: true, mismatch, unproven };
  const named = members.get('environment');
  return environment !== undefined && said(named) && named !== environment
    ? { known: true, mismatch: `it was made in the environment ${quoted(environment)}`, unproven }
    : { known: true, mismatch: undefined, unproven };
};
