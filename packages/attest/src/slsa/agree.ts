import { afterPrefix, forgeOf, sameRepository } from '../identity/forge.ts';
import { signerIdentity } from '../identity/of-signer.ts';
import type { ProvenSigner, WorkflowIdentity } from '../identity/types.ts';
import { quoted } from '../json/taker.ts';
import { member, textMember } from '../json/value.ts';
import type { Step } from '../types.ts';
import type { BuildProvenance } from './types.ts';

const CLAUSE = 'SLSA 1.2, Verifying artifacts, step 1';

/** Builders whose id names the platform and the kind of runner, not the workflow. */
const RUNNERS: ReadonlyMap<string, string> = new Map([
  ['https://github.com/actions/runner/github-hosted', 'github-hosted'],
  ['https://github.com/actions/runner/self-hosted', 'self-hosted'],
  ['https://github.com/Attestations/GitHubHostedActions@v1', 'github-hosted'],
]);

type Claim = readonly [what: string, stated: string | undefined, certified: string | undefined];

const judged = ([what, stated, certified]: Claim, same: (a: string, b: string) => boolean): Step => {
  const id = `provenance-${what}`;
  const named = what.replaceAll('-', ' ');
  if (stated === undefined || certified === undefined) {
    const who = stated === undefined ? 'provenance' : 'certificate';
    const message = `the ${who} does not name the ${named}`;
    return { id, outcome: 'unjudged', message, clause: CLAUSE, required: false };
  }
  return same(stated, certified)
    ? { id, outcome: 'holds', message: `${named}: ${stated}, in provenance and certificate`, clause: CLAUSE }
    : {
        id,
        outcome: 'does-not-hold',
        message: `the provenance names the ${named} ${quoted(stated)}, the certificate ${quoted(certified)}`,
        clause: CLAUSE,
      };
};

const exact = (a: string, b: string): boolean => a === b;

const builderClaim = (builderId: string, identity: WorkflowIdentity): Claim => {
  const runner = RUNNERS.get(builderId);
  return runner === undefined
    ? ['builder', builderId, identity.builder]
    : ['builder', `${builderId} (${runner})`, identity.runner && `${builderId} (${identity.runner})`];
};

/**
 * Holds what build provenance says of its source and its run against what the certificate of its signer says: the one is written
 * by the build, the other by the authority from the platform's token. Where they differ, the provenance is about another build.
 */
export const judgeAgreement = (provenance: BuildProvenance, signer: ProvenSigner): readonly Step[] => {
  const identity = signerIdentity(signer);
  if (identity.kind !== 'github' && identity.kind !== 'gitlab')
    return [
      {
        id: 'provenance-agrees',
        outcome: 'unjudged',
        message: 'the signer is no workflow: nothing of the provenance can be held against it',
        clause: CLAUSE,
        required: false,
      },
    ];
  const { source, builderId, invocationId, environment } = provenance;
  const host = forgeOf(identity.issuer)?.host ?? '';
  const github = member(environment, 'github');
  const run = identity.run;
  return [
    judged(['repository', source.repository, `${host}/${identity.repository}`], sameRepository),
    judged(['commit', source.commit, identity.commit], exact),
    judged(['ref', source.ref, identity.ref], exact),
    judged(['workflow', source.path, identity.workflow], exact),
    judged(['repository-id', textMember(github, 'repository_id'), identity.repositoryId], exact),
    judged(['trigger', textMember(github, 'event_name'), identity.trigger], exact),
    // A run is named with or without its attempt; v0.2 has its number alone, which is not compared.
    judged(
      ['run', invocationId?.startsWith('https://') === true ? invocationId : undefined, run],
      (a, b) => a === b || b.startsWith(`${a}/attempts/`),
    ),
    judged(builderClaim(builderId, identity), (a, b) => a === b || afterPrefix(b, `${a}@`) !== undefined),
  ];
};
