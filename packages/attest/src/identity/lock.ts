import type { Reading } from '../bundle/types.ts';
import { readJson } from '../json/read.ts';
import { type Findings, findings, quoted, type Taker, taker } from '../json/taker.ts';
import { identityKey } from './describe.ts';
import type { SignerIdentity, WorkflowIdentity } from './types.ts';

/** Who has signed each package, by its normalised name. An empty list says that it was seen and nobody had signed. */
export type IdentityLock = ReadonlyMap<string, readonly SignerIdentity[]>;

const CLAUSE = 'custody identity lock, version 1';
const MAX_PACKAGES = 100_000;
const MAX_IDENTITIES = 64;

type Member = 'workflow' | 'environment' | 'repositoryId' | 'ownerId';
const MEMBERS: readonly Member[] = ['workflow', 'environment', 'repositoryId', 'ownerId'];

const takeWorkflow = (from: Taker, kind: WorkflowIdentity['kind']): SignerIdentity | undefined => {
  from.close('kind', 'issuer', 'repository', ...MEMBERS);
  const issuer = from.text('issuer');
  const repository = from.text('repository');
  const optional: { [name in Member]?: string } = {};
  for (const name of MEMBERS) {
    const value = from.optionalText(name);
    if (value !== undefined) optional[name] = value;
  }
  return issuer === undefined || repository === undefined
    ? undefined
    : { kind, issuer, repository, ...optional };
};

const takeIdentity = (from: Taker, to: Findings): SignerIdentity | undefined => {
  const kind = from.text('kind');
  if (kind === 'github' || kind === 'gitlab') return takeWorkflow(from, kind);
  if (kind === 'email' || kind === 'uri') {
    const name = kind === 'email' ? 'address' : 'uri';
    from.close('kind', 'issuer', name);
    const [issuer, value] = [from.text('issuer'), from.text(name)];
    if (issuer === undefined || value === undefined) return undefined;
    return kind === 'email' ? { kind, issuer, address: value } : { kind, issuer, uri: value };
  }
  if (kind === 'key' || kind === 'pgp') {
    from.close('kind', 'fingerprint');
    const fingerprint = from.text('fingerprint');
    return fingerprint === undefined ? undefined : { kind, fingerprint };
  }
  if (kind !== undefined)
    to.report('unsupported', `${from.place}/kind`, `${quoted(kind)} is no kind of signer`);
  return undefined;
};

/**
 * Reads custody's identity lock (JSON). A member that nobody knows is refused: it may say something that has to hold. Never throws.
 */
export const readIdentityLock = (bytes: Uint8Array): Reading<IdentityLock> => {
  const json = readJson(bytes);
  if (json.kind === 'invalid') return json;
  const to = findings(CLAUSE);
  const from = taker(json.value, '', to);
  return to.conclude(() => {
    if (from === undefined) return undefined;
    from.close('version', 'packages');
    if (from.raw('version') !== 1) to.report('unsupported', '/version', 'only version 1 is known');
    const packages = from.object('packages');
    const names = Object.keys(packages?.whole ?? {});
    if (names.length > MAX_PACKAGES)
      to.report('too-many', '/packages', `${names.length} packages, more than ${MAX_PACKAGES}`);
    const lock = new Map<string, readonly SignerIdentity[]>();
    if (names.length <= MAX_PACKAGES)
      for (const name of names)
        lock.set(
          name,
          (packages?.objects(name, MAX_IDENTITIES) ?? []).flatMap((item) => takeIdentity(item, to) ?? []),
        );
    for (const place of to.unknownMembers) to.report('bad-value', place, 'a member that is not known');
    return lock;
  });
};

/** What of an identity is recorded: facts of one run are left out. */
export const lastingIdentity = (identity: SignerIdentity): SignerIdentity => {
  if (identity.kind !== 'github' && identity.kind !== 'gitlab') return identity;
  const { kind, issuer, repository } = identity;
  const optional: { [name in Member]?: string } = {};
  for (const name of MEMBERS) {
    const value = identity[name];
    if (value !== undefined) optional[name] = value;
  }
  return { kind, issuer, repository, ...optional };
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Writes an identity lock: packages and identities sorted, the same record always the same bytes. */
export const writeIdentityLock = (lock: IdentityLock): string => {
  const packages = [...lock]
    .sort(([a], [b]) => byText(a, b))
    .map(([name, identities]) => {
      const each = new Map(identities.map((one) => [identityKey(one), lastingIdentity(one)]));
      const sorted = [...each].sort(([a], [b]) => byText(a, b)).map(([, one]) => one);
      // Written by hand: an object would put names that look like numbers first, and cannot hold `__proto__`.
      const items = sorted.map((one) => `\n      ${JSON.stringify(one)}`).join(',');
      return `\n    ${JSON.stringify(name)}: [${items}${items === '' ? '' : '\n    '}]`;
    });
  return `{\n  "version": 1,\n  "packages": {${packages.join(',')}${packages.length === 0 ? '' : '\n  '}}\n}\n`;
};
