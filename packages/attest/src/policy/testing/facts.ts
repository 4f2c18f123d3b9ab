import { parseVersion } from '@custody/python';
import type { IdentityClaims, SubjectName } from '../../certificate/types.ts';
import type { Json } from '../../json/types.ts';
import type { Signer, Verification } from '../../verify/types.ts';
import { PUBLISH_PREDICATE } from '../predicates.ts';
import type { Release } from '../template.ts';

export const NOW = Date.UTC(2026, 10, 21);
const COMMIT = '08802efe1f8e5fec4ad842d6b8ce97656092ee72';

/** Claims of a release workflow of acme/widget, at tag v1.2.0. */
export const CLAIMS: IdentityClaims = {
  issuer: 'https://token.actions.githubusercontent.com',
  buildSignerUri: 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.2.0',
  buildSignerDigest: COMMIT,
  runnerEnvironment: 'github-hosted',
  sourceRepositoryUri: 'https://github.com/acme/widget',
  sourceRepositoryDigest: COMMIT,
  sourceRepositoryRef: 'refs/tags/v1.2.0',
  sourceRepositoryId: '772247423',
  sourceRepositoryOwnerUri: 'https://github.com/acme',
  sourceRepositoryOwnerId: '2314423',
  buildConfigUri: 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.2.0',
  buildConfigDigest: COMMIT,
  buildTrigger: 'release',
  runInvocationUri: 'https://github.com/acme/widget/actions/runs/12169989787/attempts/1',
  deploymentEnvironment: 'pypi',
};

/** A signer by certificate; claims that are given replace those of `CLAIMS`, `undefined` takes one away. */
export const signer = (
  claims: { readonly [name in keyof IdentityClaims]?: string | undefined } = {},
  subject: SubjectName = { kind: 'uri', value: CLAIMS.buildSignerUri ?? '' },
): Signer => ({
  kind: 'certificate',
  subject,
  claims: Object.fromEntries(
    Object.entries({ ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined),
  ),
  raw: new Map(),
  notBefore: NOW,
  notAfter: NOW,
  sha256: '00',
  serial: '01',
});

export const email = (address: string, issuer: string): Signer => ({
  ...signer({}),
  kind: 'certificate',
  claims: { issuer },
  subject: { kind: 'email', value: address },
  raw: new Map(),
  notBefore: NOW,
  notAfter: NOW,
  sha256: '00',
  serial: '01',
});

/** A verification in which everything holds, of a PEP 740 publish attestation unless said otherwise. */
export const verification = (
  by: Signer | undefined = signer(),
  {
    predicateType = PUBLISH_PREDICATE,
    predicate = null,
    outcome = 'holds',
  }: {
    readonly predicateType?: string;
    readonly predicate?: Json;
    readonly outcome?: Verification['outcome'];
  } = {},
): Verification => ({
  outcome,
  steps: [],
  instance: 'test',
  signer: by,
  statement: { version: '1', subjects: [], predicateType, predicate },
  subject: undefined,
  times: [{ source: 'log', authority: 'log', time: NOW - 10 * 86_400_000 }],
  entries: [],
});

export const evidence = (...all: readonly Verification[]) =>
  all.map((one, index) => ({ place: `evidence-${index + 1}`, verification: one }));

export const release = (name = 'widget', version = '1.2.0'): Release => {
  const parsed = parseVersion(version);
  return { name, ...(parsed === undefined ? {} : { version: parsed }) };
};

/** Build provenance v1 as GitHub's build type has it; it agrees with `CLAIMS`. */
export const PROVENANCE: Json = {
  buildDefinition: {
    buildType: 'https://actions.github.io/buildtypes/workflow/v1',
    externalParameters: {
      workflow: {
        ref: 'refs/tags/v1.2.0',
        repository: 'https://github.com/acme/widget',
        path: '.github/workflows/release.yml',
      },
    },
    internalParameters: { github: { event_name: 'release', repository_id: '772247423' } },
    resolvedDependencies: [
      { uri: 'git+https://github.com/acme/widget@refs/tags/v1.2.0', digest: { gitCommit: COMMIT } },
    ],
  },
  runDetails: {
    builder: { id: 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.2.0' },
    metadata: { invocationId: 'https://github.com/acme/widget/actions/runs/12169989787/attempts/1' },
  },
};
