import { sameRepository } from './forge.ts';
import { describeIdentity, identityKey } from './describe.ts';
import type { SignerIdentity, WorkflowIdentity } from './types.ts';

export type ChangeKind =
  | 'gained'
  | 'same'
  | 'workflow-changed'
  | 'renamed'
  | 'repository-changed'
  | 'signer-changed'
  | 'lost';

/** What became of one identity between the record and now. */
export type IdentityChange = {
  readonly kind: ChangeKind;
  readonly before: SignerIdentity | undefined;
  readonly after: SignerIdentity | undefined;
  /** One sentence. Not yet sanitised. */
  readonly message: string;
};

/** From harmless to worst; what is nearest to the record is what a signer is compared with. */
const RANK: Readonly<Record<ChangeKind, number>> = {
  same: 0,
  renamed: 1,
  'workflow-changed': 2,
  'repository-changed': 3,
  'signer-changed': 4,
  gained: 5,
  lost: 6,
};

const differs = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

const isWorkflow = (identity: SignerIdentity): identity is WorkflowIdentity =>
  identity.kind === 'github' || identity.kind === 'gitlab';

/** A record without a path (PEP 751 has the file's name alone) is met by any path that ends in it. */
const sameWorkflow = (before: string | undefined, after: string | undefined): boolean =>
  before === undefined ||
  before === after ||
  (!before.includes('/') && after !== undefined && after === `.github/workflows/${before}`);

const compareWorkflows = (before: WorkflowIdentity, after: WorkflowIdentity): ChangeKind => {
  if (before.kind !== after.kind || before.issuer !== after.issuer) return 'signer-changed';
  const named = sameRepository(before.repository, after.repository);
  // The number decides where both have one: a name can be given up and taken by somebody else.
  if (differs(before.repositoryId, after.repositoryId)) return 'repository-changed';
  const proven = before.repositoryId !== undefined && before.repositoryId === after.repositoryId;
  if (!named && !proven) return 'repository-changed';
  // The same repository under another owner was handed over: a name alone does not say that it was meant to be.
  if (differs(before.ownerId, after.ownerId)) return 'repository-changed';
  const environment = before.environment === undefined || before.environment === after.environment;
  if (!sameWorkflow(before.workflow, after.workflow) || !environment) return 'workflow-changed';
  return named ? 'same' : 'renamed';
};

const compareTwo = (before: SignerIdentity, after: SignerIdentity): ChangeKind => {
  if (isWorkflow(before) && isWorkflow(after)) return compareWorkflows(before, after);
  return identityKey(before) === identityKey(after) ? 'same' : 'signer-changed';
};

const WORDS: Readonly<Record<Exclude<ChangeKind, 'gained' | 'lost' | 'same'>, string>> = {
  renamed: 'the repository has another name and the same number',
  'workflow-changed': 'another workflow or environment of the same repository signs',
  'repository-changed': 'another repository or another owner signs',
  'signer-changed': 'another signer signs',
};

const change = (kind: ChangeKind, before?: SignerIdentity, after?: SignerIdentity): IdentityChange => {
  const [was, is] = [before, after].map((one) => (one === undefined ? 'nobody' : describeIdentity(one)));
  const message =
    kind === 'gained'
      ? `signed for the first time, by ${is ?? ''}`
      : kind === 'lost'
        ? `no longer signed by ${was ?? ''}`
        : kind === 'same'
          ? `still signed by ${is ?? ''}`
          : `${WORDS[kind]}: it was ${was ?? ''}, it is ${is ?? ''}`;
  return { kind, before, after, message };
};

const sortKey = ({ kind, before, after }: IdentityChange): string =>
  [
    String(RANK[kind]),
    before === undefined ? '' : identityKey(before),
    after === undefined ? '' : identityKey(after),
  ].join('\0');

const distinct = (identities: readonly SignerIdentity[]): readonly SignerIdentity[] => [
  ...new Map(identities.map((one) => [identityKey(one), one])).values(),
];

/**
 * Compares who has signed with who was recorded: each identity of now against the nearest of the record, and each of the record
 * that nobody answers to as lost. Sorted, worst last.
 */
export const compareIdentities = (
  recorded: readonly SignerIdentity[],
  found: readonly SignerIdentity[],
): readonly IdentityChange[] => {
  const before = distinct(recorded);
  const answered = new Set<SignerIdentity>();
  const changes = distinct(found).map((after) => {
    let nearest: { readonly kind: ChangeKind; readonly one: SignerIdentity } | undefined;
    for (const one of before) {
      const kind = compareTwo(one, after);
      if (nearest === undefined || RANK[kind] < RANK[nearest.kind]) nearest = { kind, one };
    }
    if (nearest === undefined) return change('gained', undefined, after);
    answered.add(nearest.one);
    return change(nearest.kind, nearest.one, after);
  });
  const lost = before.filter((one) => !answered.has(one)).map((one) => change('lost', one));
  return [...changes, ...lost].sort((a, b) => {
    const [x, y] = [sortKey(a), sortKey(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  });
};
