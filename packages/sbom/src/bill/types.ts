/** Names a component inside one bill; means nothing outside it. */
export type Ref = string;

/** As CycloneDX names them; SPDX's `SHA256` and so on are translated. */
export const HASH_ALGORITHMS = [
  'MD5',
  'SHA-1',
  'SHA-256',
  'SHA-384',
  'SHA-512',
  'SHA3-256',
  'SHA3-384',
  'SHA3-512',
  'BLAKE2b-256',
  'BLAKE2b-384',
  'BLAKE2b-512',
  'BLAKE3',
] as const;
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number];

/** `value` is lower-case hex. */
export type Hash = { readonly algorithm: HashAlgorithm; readonly value: string };

/** What its maker declared, or what somebody concluded after looking. */
export type Acknowledgement = 'declared' | 'concluded';

export type License =
  | {
      /** An identifier of the SPDX licence list. */
      readonly kind: 'id';
      readonly id: string;
      readonly acknowledgement?: Acknowledgement;
    }
  | {
      /** An SPDX licence expression. */
      readonly kind: 'expression';
      readonly expression: string;
      readonly acknowledgement?: Acknowledgement;
    }
  | {
      /** A licence that SPDX does not list. */
      readonly kind: 'name';
      readonly name: string;
      readonly text?: string;
      readonly url?: string;
      readonly acknowledgement?: Acknowledgement;
    };

export type Contact = { readonly name?: string; readonly email?: string };

export type Organization = {
  readonly name?: string;
  readonly urls?: readonly string[];
  readonly contacts?: readonly Contact[];
};

export type Property = { readonly name: string; readonly value: string };

/** `type` as CycloneDX names it: `website`, `vcs`, `distribution`, `advisories`, … */
export type ExternalReference = {
  readonly type: string;
  readonly url: string;
  readonly comment?: string;
  readonly hashes?: readonly Hash[];
};

/** A place where the component was seen: a path relative to the artifact's root. */
export type Occurrence = {
  readonly location: string;
  readonly line?: number;
  readonly offset?: number;
  readonly symbol?: string;
};

/** How an identity was found. `confidence` from 0 to 1. */
export type IdentityMethod = {
  readonly technique: string;
  readonly confidence: number;
  readonly value?: string;
};

/** Evidence for one field of the identity: that the purl, the version … is what it says. `confidence` from 0 to 1. */
export type Identity = {
  readonly field: 'group' | 'name' | 'version' | 'purl' | 'cpe' | 'hash' | 'omniborId' | 'swhid' | 'swid';
  readonly confidence?: number;
  readonly concludedValue?: string;
  readonly methods?: readonly IdentityMethod[];
};

export type Evidence = {
  readonly occurrences?: readonly Occurrence[];
  readonly identity?: readonly Identity[];
};

/** `file` for a file of the artifact, `library` and so on for what was put into it. */
export type ComponentType =
  | 'application'
  | 'framework'
  | 'library'
  | 'container'
  | 'platform'
  | 'operating-system'
  | 'device'
  | 'device-driver'
  | 'firmware'
  | 'file'
  | 'machine-learning-model'
  | 'data'
  | 'cryptographic-asset';

export type Scope = 'required' | 'optional' | 'excluded';

/** Something inside an artifact. Absent means unknown, never "none". */
export type Component = {
  readonly ref: Ref;
  readonly type: ComponentType;
  readonly name: string;
  readonly group?: string;
  readonly version?: string;
  readonly description?: string;
  /** As found: canonical where custody wrote it, else whatever the document says. */
  readonly purl?: string;
  readonly cpe?: string;
  readonly supplier?: Organization;
  /** Who made it, where that is not who supplies it. */
  readonly manufacturer?: Organization;
  readonly authors?: readonly Contact[];
  readonly publisher?: string;
  readonly copyright?: string;
  readonly scope?: Scope;
  readonly hashes?: readonly Hash[];
  readonly licenses?: readonly License[];
  readonly externalReferences?: readonly ExternalReference[];
  readonly properties?: readonly Property[];
  readonly evidence?: Evidence;
  /** The component that this one is a part of, where the document nests them. */
  readonly parent?: Ref;
};

/** What `ref` needs. An empty list says "nothing", an absent dependency says "unknown". */
export type Dependency = { readonly ref: Ref; readonly dependsOn: readonly Ref[] };

export type Aggregate =
  | 'complete'
  | 'incomplete'
  | 'incomplete_first_party_only'
  | 'incomplete_first_party_proprietary_only'
  | 'incomplete_first_party_opensource_only'
  | 'incomplete_third_party_only'
  | 'incomplete_third_party_proprietary_only'
  | 'incomplete_third_party_opensource_only'
  | 'unknown'
  | 'not_specified';

/** How completely something is described: the parts (`assemblies`) or the needs (`dependencies`) of the components named. */
export type Composition = {
  readonly aggregate: Aggregate;
  readonly assemblies?: readonly Ref[];
  readonly dependencies?: readonly Ref[];
};

export type Tool = {
  readonly name: string;
  readonly vendor?: string;
  readonly version?: string;
  readonly purl?: string;
  readonly hashes?: readonly Hash[];
};

/** A phase that CycloneDX defines, or one of the writer's own. */
export type Lifecycle =
  | 'design'
  | 'pre-build'
  | 'build'
  | 'post-build'
  | 'operations'
  | 'discovery'
  | 'decommission'
  | { readonly name: string; readonly description?: string };

export type BillMetadata = {
  /** RFC 3339. */
  readonly timestamp?: string;
  readonly tools?: readonly Tool[];
  readonly lifecycles?: readonly Lifecycle[];
  /** Who made the document. */
  readonly authors?: readonly Contact[];
  /** The organisation that supplies the document's subject. */
  readonly supplier?: Organization;
  /** The organisation that made the document. */
  readonly manufacturer?: Organization;
  readonly licenses?: readonly License[];
  readonly properties?: readonly Property[];
};

/**
 * A bill of materials, whatever the format it came from or goes to. Files of the artifact are components of type `file`.
 * Refs are unique; `root` names one of the components.
 */
export type Bill = {
  /** `urn:uuid:…`; absent where the document has none. */
  readonly serialNumber?: string;
  /** The document's revision, from 1. */
  readonly version?: number;
  readonly metadata: BillMetadata;
  readonly root?: Ref;
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
  readonly compositions: readonly Composition[];
  readonly externalReferences?: readonly ExternalReference[];
  readonly properties?: readonly Property[];
};

/** Something of a document that another model or format cannot hold. `path` is a JSON pointer into the source. */
export type Loss = {
  readonly path: string;
  readonly what: string;
  readonly why: string;
};
