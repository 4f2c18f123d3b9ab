import { afterPrefix, forgeOf, sameRepository } from '../identity/forge.ts';
import type { SignerIdentity, WorkflowIdentity } from '../identity/types.ts';
import { quoted } from '../json/taker.ts';
import { type Release, tagFits } from './template.ts';
import type { BuilderRule, RefRule, SignerRule, WorkflowRule } from './types.ts';

/** One thing that a rule asks for and a signer does not have. */
export type Mismatch = {
  readonly what: string;
  readonly expected: string;
  /** `undefined`: the certificate does not say. */
  readonly found: string | undefined;
};

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

const exactly = (
  what: string,
  expected: string | undefined,
  found: string | undefined,
): readonly Mismatch[] => (expected === undefined || expected === found ? [] : [{ what, expected, found }]);

const repositories = (rule: WorkflowRule, found: WorkflowIdentity): readonly Mismatch[] => {
  const { repository, owner } = rule;
  const is = found.repository;
  if (repository !== undefined && !sameRepository(repository, is))
    return [{ what: 'repository', expected: repository, found: is }];
  if (owner !== undefined && afterPrefix(is, `${owner}/`) === undefined)
    return [{ what: 'owner', expected: owner, found: is }];
  return [];
};

const refs = (
  rule: RefRule | undefined,
  found: string | undefined,
  release: Release,
): readonly Mismatch[] => {
  if (rule === undefined) return [];
  if (rule.kind === 'exact') return exactly('ref', rule.ref, found);
  if (rule.kind === 'branch') return exactly('ref', `refs/heads/${rule.name}`, found);
  const tag = found?.startsWith('refs/tags/') === true ? found.slice('refs/tags/'.length) : undefined;
  const expected = `refs/tags/${rule.template}`;
  if (tag === undefined) return [{ what: 'ref', expected, found }];
  const fits = tagFits(rule.template, tag, release);
  if (fits === undefined) return [{ what: 'version for the tag', expected, found: undefined }];
  return fits ? [] : [{ what: 'ref', expected, found }];
};

/** `https://host/owner/name/PATH@REF`: the path is the rule's, so that only the ref is left to be told apart. */
const builders = (
  rule: BuilderRule | undefined,
  kind: WorkflowRule['kind'],
  issuer: string,
  { builder, builderCommit }: WorkflowIdentity,
): readonly Mismatch[] => {
  if (rule === undefined) return [];
  const forge = forgeOf(issuer);
  const start = `${forge?.host ?? ''}/${rule.repository}`;
  const path = `${forge?.separator ?? '/'}${rule.workflow}@`;
  const rest = builder === undefined ? undefined : afterPrefix(builder, start);
  const ref = rest?.startsWith(path) === true ? rest.slice(path.length) : undefined;
  if (ref === undefined || (!ref.startsWith('refs/') && !COMMIT.test(ref)))
    return [{ what: `${kind} builder`, expected: `${start}${path}…`, found: builder }];
  return [
    ...exactly('ref of the builder', rule.ref, ref),
    ...exactly('commit of the builder', rule.commit, builderCommit),
  ];
};

const workflows = (rule: WorkflowRule, found: WorkflowIdentity, release: Release): readonly Mismatch[] => [
  ...exactly('issuer', rule.issuer, found.issuer),
  ...repositories(rule, found),
  ...exactly('repository id', rule.repositoryId, found.repositoryId),
  ...exactly('owner id', rule.ownerId, found.ownerId),
  ...exactly('workflow', rule.workflow, found.workflow),
  ...refs(rule.ref, found.ref, release),
  ...exactly('commit', rule.commit, found.commit),
  ...exactly('environment', rule.environment, found.environment),
  ...(rule.triggers === undefined || rule.triggers.includes(found.trigger ?? '')
    ? []
    : [{ what: 'trigger', expected: rule.triggers.join(' or '), found: found.trigger }]),
  ...exactly('runner', rule.runner, found.runner),
  ...builders(rule.builder, rule.kind, rule.issuer, found),
];

/** What a rule asks for and a signer does not have; empty: the signer is the one that the rule means. */
export const signerMismatches = (
  rule: SignerRule,
  found: SignerIdentity,
  release: Release,
): readonly Mismatch[] => {
  if (rule.kind !== found.kind) return [{ what: 'kind of signer', expected: rule.kind, found: found.kind }];
  if (
    (rule.kind === 'github' || rule.kind === 'gitlab') &&
    (found.kind === 'github' || found.kind === 'gitlab')
  )
    return workflows(rule, found, release);
  if (rule.kind === 'email' && found.kind === 'email')
    return [
      ...exactly('issuer', rule.issuer, found.issuer),
      ...exactly('address', rule.address, found.address),
    ];
  if (rule.kind === 'uri' && found.kind === 'uri')
    return [...exactly('issuer', rule.issuer, found.issuer), ...exactly('URI', rule.uri, found.uri)];
  if ((rule.kind === 'key' || rule.kind === 'pgp') && (found.kind === 'key' || found.kind === 'pgp'))
    return exactly('fingerprint', rule.fingerprint, found.fingerprint);
  return [{ what: 'kind of signer', expected: rule.kind, found: found.kind }];
};

/** One sentence for a mismatch. Not yet sanitised. */
export const mismatchText = ({ what, expected, found }: Mismatch): string =>
  found === undefined
    ? `the ${what} has to be ${quoted(expected)}, and the certificate does not say`
    : `the ${what} has to be ${quoted(expected)}, and is ${quoted(found)}`;
