import type { Json, JsonObject } from '../json/types.ts';

/** in-toto ResourceDescriptor, the members that matter here. */
export type Resource = {
  readonly uri: string | undefined;
  readonly name: string | undefined;
  /** By algorithm name, as written. */
  readonly digest: ReadonlyMap<string, string>;
};

/** Where a build says that its source came from; what it does not say is absent. */
export type ProvenanceSource = {
  /** `https://github.com/owner/name`. */
  readonly repository?: string;
  readonly ref?: string;
  readonly commit?: string;
  /** Path of the workflow in the repository. */
  readonly path?: string;
};

/** SLSA build provenance, v0.2 and v1 in one form. */
export type BuildProvenance = {
  readonly version: '0.2' | '1';
  readonly builderId: string;
  readonly buildType: string;
  readonly externalParameters: JsonObject;
  /** v0.2 says of itself whether it names everything; v1 does not. */
  readonly completeness: {
    readonly parameters: boolean;
    readonly environment: boolean;
    readonly materials: boolean;
  };
  readonly reproducible: boolean;
  readonly dependencies: readonly Resource[];
  readonly invocationId: string | undefined;
  readonly startedOn: string | undefined;
  readonly finishedOn: string | undefined;
  readonly source: ProvenanceSource;
  readonly environment: Json | undefined;
};

/** How a requirement stands. `declared`: nobody can show it, and somebody whom the invoker believes says so. */
export type RequirementVerdict = 'met' | 'not-met' | 'not-shown' | 'declared';

export type Requirement = {
  /** Stable, kebab-case: `provenance-authentic`. */
  readonly id: string;
  /** The lowest level that asks for it. */
  readonly level: number;
  readonly verdict: RequirementVerdict;
  /** One sentence with the actual values. Not yet sanitised. */
  readonly message: string;
  readonly clause: string;
};

/** A track, requirement by requirement. */
export type Assessment = {
  readonly track: 'build' | 'source' | 'slsa-0.1';
  /** The highest level of which everything, and of all below it, is met or declared; 0 where there is none. */
  readonly level: number;
  readonly requirements: readonly Requirement[];
};
