import type { Reading } from '../bundle/types.ts';
import { type Findings, findings, quoted, type Taker, taker } from '../json/taker.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { member, textMember } from '../json/value.ts';
import { PROVENANCE_V02, PROVENANCE_V1 } from '../policy/predicates.ts';
import type { Statement } from '../statement/types.ts';
import type { BuildProvenance, ProvenanceSource, Resource } from './types.ts';

const CLAUSE = 'SLSA, Build provenance';
const MAX_DEPENDENCIES = 100_000;
const EMPTY: JsonObject = {};

const takeResource = (from: Taker, to: Findings): Resource => {
  const digest = new Map<string, string>();
  for (const [algorithm, value] of Object.entries(from.optionalObject('digest')?.whole ?? {}))
    if (typeof value === 'string') digest.set(algorithm, value);
    else to.report('wrong-type', `${from.place}/digest`, `the digest ${quoted(algorithm)} is no string`);
  return { uri: from.optionalText('uri'), name: from.optionalText('name'), digest };
};

const resources = (from: Taker | undefined, name: string, to: Findings): readonly Resource[] =>
  from?.has(name) === true ? from.objects(name, MAX_DEPENDENCIES).map((item) => takeResource(item, to)) : [];

/** `git+https://host/owner/name@refs/tags/v1` (SPDX download location). */
const gitSource = (uri: string | undefined): ProvenanceSource => {
  if (uri?.startsWith('git+https://') !== true) return {};
  const plain = uri.slice('git+'.length);
  const at = plain.indexOf('@', 'https://'.length);
  const repository = (at < 0 ? plain : plain.slice(0, at)).replace(/\.git$/, '');
  return at < 0 ? { repository } : { repository, ref: plain.slice(at + 1) };
};

const commitOf = (digest: ReadonlyMap<string, string> | undefined): string | undefined =>
  digest?.get('gitCommit') ?? digest?.get('sha1');

const sourceOf = (
  facts: {
    readonly [name in keyof ProvenanceSource]-?: string | undefined;
  },
): ProvenanceSource => ({
  ...(facts.repository === undefined ? {} : { repository: facts.repository }),
  ...(facts.ref === undefined ? {} : { ref: facts.ref }),
  ...(facts.commit === undefined ? {} : { commit: facts.commit }),
  ...(facts.path === undefined ? {} : { path: facts.path }),
});

/** GitHub's build types name the workflow in `externalParameters`; what was checked out is the dependency of the same repository. */
const sourceOfV1 = (parameters: JsonObject, dependencies: readonly Resource[]): ProvenanceSource => {
  const workflow = member(parameters, 'workflow');
  const stated = textMember(workflow, 'repository');
  const candidates = dependencies.map((one) => ({ ...gitSource(one.uri), digest: one.digest }));
  const same = candidates.find(({ repository }) => repository !== undefined && repository === stated);
  const git =
    same ??
    (stated === undefined ? candidates.find(({ repository }) => repository !== undefined) : undefined);
  return sourceOf({
    repository: stated ?? git?.repository,
    ref: textMember(workflow, 'ref') ?? git?.ref,
    commit: commitOf(git?.digest),
    path: textMember(workflow, 'path'),
  });
};

const takeV1 = (from: Taker, to: Findings): BuildProvenance | undefined => {
  const definition = from.object('buildDefinition');
  const run = from.object('runDetails');
  const buildType = definition?.text('buildType');
  const parameters = definition?.object('externalParameters')?.whole;
  const dependencies = resources(definition, 'resolvedDependencies', to);
  const builderId = run?.object('builder')?.text('id');
  const metadata = run?.optionalObject('metadata');
  const facts = {
    invocationId: metadata?.optionalText('invocationId'),
    startedOn: metadata?.optionalText('startedOn'),
    finishedOn: metadata?.optionalText('finishedOn'),
  };
  if (buildType === undefined || builderId === undefined || parameters === undefined) return undefined;
  return {
    version: '1',
    builderId,
    buildType,
    externalParameters: parameters,
    completeness: { parameters: true, environment: false, materials: false },
    reproducible: false,
    dependencies,
    ...facts,
    source: sourceOfV1(parameters, dependencies),
    environment: definition?.raw('internalParameters'),
  };
};

const takeV02 = (from: Taker, to: Findings): BuildProvenance | undefined => {
  const buildType = from.text('buildType');
  const builderId = from.object('builder')?.text('id');
  const invocation = from.optionalObject('invocation');
  const config = invocation?.optionalObject('configSource');
  const resource = config === undefined ? undefined : takeResource(config, to);
  const metadata = from.optionalObject('metadata');
  const complete = metadata?.optionalObject('completeness');
  const says = (at: Taker | undefined, name: string): boolean => at?.raw(name) === true;
  const facts = {
    invocationId: metadata?.optionalText('buildInvocationId'),
    startedOn: metadata?.optionalText('buildStartedOn'),
    finishedOn: metadata?.optionalText('buildFinishedOn'),
  };
  const dependencies = resources(from, 'materials', to);
  const path = config?.optionalText('entryPoint');
  if (buildType === undefined || builderId === undefined) return undefined;
  const parameters: Json | undefined = invocation?.raw('parameters');
  return {
    version: '0.2',
    builderId,
    buildType,
    externalParameters: parameters === undefined ? EMPTY : { parameters },
    completeness: {
      parameters: says(complete, 'parameters'),
      environment: says(complete, 'environment'),
      materials: says(complete, 'materials'),
    },
    reproducible: says(metadata, 'reproducible'),
    dependencies,
    ...facts,
    source: sourceOf({
      repository: undefined,
      ref: undefined,
      ...gitSource(resource?.uri),
      commit: commitOf(resource?.digest),
      path,
    }),
    environment: invocation?.raw('environment'),
  };
};

/** Reads SLSA build provenance, v0.2 or v1, from a statement's predicate. Members that no version names are passed over. Never throws. */
export const readBuildProvenance = ({ predicateType, predicate }: Statement): Reading<BuildProvenance> => {
  const to = findings(CLAUSE);
  if (predicateType !== PROVENANCE_V1 && predicateType !== PROVENANCE_V02)
    to.report(
      'unsupported',
      '/predicateType',
      `${quoted(predicateType)} is no build provenance that is read here`,
    );
  const from = taker(predicate, '/predicate', to);
  return to.conclude(() =>
    from === undefined ? undefined : predicateType === PROVENANCE_V02 ? takeV02(from, to) : takeV1(from, to),
  );
};
