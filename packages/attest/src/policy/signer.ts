import { FORGES, GOOGLE_ISSUER } from '../identity/forge.ts';
import { ALL_SIGNER_MEMBERS, SIGNER_MEMBERS } from './members.ts';
import { predicateTypes, PREDICATE_NAMES } from './predicates.ts';
import { parseTemplate } from './template.ts';
import type { BuilderRule, RefRule, SignerRule } from './types.ts';
import type { Say, Table } from './value.ts';

type Kind = keyof typeof SIGNER_MEMBERS;
const KINDS = Object.keys(SIGNER_MEMBERS) as readonly Kind[];

const REPOSITORY = /^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)+$/;
const NAME = /^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*$/;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** `release.yml` is what people write; the certificate has the whole path. */
export const workflowPath = (kind: 'github' | 'gitlab', written: string): string =>
  kind === 'github' && !written.includes('/') ? `.github/workflows/${written}` : written;

/** The fingerprint of a key: lower-case hex, a colon or blank between pairs allowed. */
export const fingerprintOf = (kind: 'key' | 'pgp', written: string): string | undefined => {
  const hex = written
    .replace(/^sha256:/i, '')
    .replaceAll(/[: ]/g, '')
    .toLowerCase();
  return (kind === 'key' ? /^[0-9a-f]{64}$/ : /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/).test(hex) ? hex : undefined;
};

const refOf = (table: Table, say: Say): RefRule | undefined => {
  const [tag, branch, ref] = [table.text('tag'), table.text('branch'), table.text('ref')];
  if ([tag, branch, ref].filter((one) => one !== undefined).length > 1)
    say(table.at, 'only one of tag, branch and ref can be asked for');
  if (tag !== undefined) {
    const parts = parseTemplate(tag);
    if (typeof parts === 'string') say(`${table.at}.tag`, parts);
    return { kind: 'tag', template: tag };
  }
  if (branch !== undefined) return { kind: 'branch', name: branch };
  if (ref !== undefined && !ref.startsWith('refs/'))
    say(
      `${table.at}.ref`,
      'a ref is written in full: refs/tags/… or refs/heads/…; for templates there is tag',
    );
  return ref === undefined ? undefined : { kind: 'exact', ref };
};

const builderOf = (table: Table, kind: 'github' | 'gitlab', say: Say): BuilderRule | undefined => {
  const builder = table.table('builder');
  if (builder === undefined) return undefined;
  for (const name of ['id', 'level', 'signer'])
    if (builder.has(name)) say(`${builder.at}.${name}`, `${name} says nothing about a reusable workflow`);
  const [repository, workflow, ref, commit] = [
    builder.text('repository'),
    builder.text('workflow'),
    builder.text('ref'),
    builder.text('commit'),
  ];
  if (repository === undefined || workflow === undefined || !REPOSITORY.test(repository)) {
    say(builder.at, 'a builder is named by repository (owner/name) and workflow');
    return undefined;
  }
  return {
    repository,
    workflow: workflowPath(kind, workflow),
    ...(ref === undefined ? {} : { ref }),
    ...(commit === undefined ? {} : { commit }),
  };
};

const workflowOf = (
  table: Table,
  kind: 'github' | 'gitlab',
  role: object,
  say: Say,
): SignerRule | undefined => {
  const [repository, owner] = [table.text('repository'), table.text('owner')];
  if ((repository === undefined) === (owner === undefined))
    say(table.at, `a ${kind} signer is named by its repository (owner/name) or by its owner, one of them`);
  if (repository !== undefined && !REPOSITORY.test(repository))
    say(`${table.at}.repository`, 'a repository is written owner/name');
  if (owner !== undefined && !NAME.test(owner)) say(`${table.at}.owner`, 'this is no name of an owner');
  const commit = table.text('commit');
  if (commit !== undefined && !COMMIT.test(commit))
    say(`${table.at}.commit`, 'a commit is written in full, in lower-case hex');
  const workflow = table.text('workflow');
  const ref = refOf(table, say);
  const builder = builderOf(table, kind, say);
  const triggers = table.texts('trigger');
  const optional: { [name in 'repositoryId' | 'ownerId' | 'environment' | 'runner']?: string } = {};
  for (const [name, key] of [
    ['repositoryId', 'repository-id'],
    ['ownerId', 'owner-id'],
    ['environment', 'environment'],
    ['runner', 'runner'],
  ] as const) {
    const value = table.text(key);
    if (value !== undefined) optional[name] = value;
  }
  return {
    ...role,
    kind,
    issuer: table.text('issuer') ?? FORGES.find((forge) => forge.kind === kind)?.issuer ?? '',
    ...(repository === undefined ? {} : { repository }),
    ...(owner === undefined ? {} : { owner }),
    ...optional,
    ...(workflow === undefined ? {} : { workflow: workflowPath(kind, workflow) }),
    ...(ref === undefined ? {} : { ref }),
    ...(commit === undefined ? {} : { commit }),
    ...(triggers === undefined ? {} : { triggers }),
    ...(builder === undefined ? {} : { builder }),
  };
};

const missing = (table: Table, what: string, say: Say): undefined => {
  say(table.at, what);
  return undefined;
};

/** Reads one `[[…signer]]` table. */
export const readSigner = (table: Table, say: Say): SignerRule | undefined => {
  const kind = table.word('kind', KINDS);
  if (kind === undefined) {
    if (!table.has('kind')) say(table.at, `kind is missing; expected one of ${KINDS.join(', ')}`);
    return undefined;
  }
  const allowed: readonly string[] = SIGNER_MEMBERS[kind];
  for (const name of ALL_SIGNER_MEMBERS)
    if (table.has(name) && !allowed.includes(name))
      say(`${table.at}.${name}`, `${name} says nothing about a signer of kind ${kind}`);
  const words = table.texts('for');
  const predicates = words?.flatMap((word) => {
    const types = predicateTypes(word);
    if (types === undefined)
      say(
        `${table.at}.for`,
        `${JSON.stringify(word)} is no predicate; expected ${PREDICATE_NAMES.join(', ')} or an https:// type`,
      );
    return types ?? [];
  });
  const role = predicates === undefined ? {} : { predicates };
  if (kind === 'github' || kind === 'gitlab') return workflowOf(table, kind, role, say);
  if (kind === 'key' || kind === 'pgp') {
    const written = table.text('fingerprint');
    const fingerprint = written === undefined ? undefined : fingerprintOf(kind, written);
    return fingerprint === undefined
      ? missing(
          table,
          `fingerprint must be ${kind === 'key' ? 'the SHA-256 of the public key' : 'the whole fingerprint'}, in hex`,
          say,
        )
      : { ...role, kind, fingerprint };
  }
  const issuer = kind === 'google' ? GOOGLE_ISSUER : table.text('issuer');
  const name = table.text(kind === 'uri' ? 'uri' : 'address');
  if (issuer === undefined || name === undefined)
    return missing(
      table,
      kind === 'uri' ? 'issuer and uri are needed' : 'issuer and address are needed',
      say,
    );
  return kind === 'uri'
    ? { ...role, kind, issuer, uri: name }
    : { ...role, kind: 'email', issuer, address: name };
};
