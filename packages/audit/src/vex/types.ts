/** OpenVEX 0.2.0, "Status Labels"; the other formats' words are brought to these. */
export type VexStatus = 'not_affected' | 'affected' | 'fixed' | 'under_investigation';

/** The parts of a purl that a statement may speak of. */
export type VexPurl = {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent: every version. */
  readonly version?: string;
  readonly qualifiers: ReadonlyMap<string, string>;
};

/** What a statement is about: the component itself, or components as they are used in a product. */
export type VexProduct = { readonly purl: VexPurl; readonly subcomponents: readonly VexPurl[] };

export type VexStatement = {
  /** Every name of the flaw that the statement gives. */
  readonly ids: readonly [string, ...string[]];
  readonly status: VexStatus;
  /** A label of the format: `vulnerable_code_not_in_execute_path`, `code_not_reachable`. */
  readonly justification?: string;
  readonly detail?: string;
  readonly products: readonly VexProduct[];
  /** RFC 3339, UTC: when this was known to be true. */
  readonly timestamp: string;
};

export type VexFormat = 'openvex' | 'csaf' | 'cyclonedx';

/** One VEX document. Whoever wrote it is shown wherever it is believed. */
export type VexDocument = {
  readonly format: VexFormat;
  readonly author: string;
  readonly path: string;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
  /** In the order of the document. */
  readonly statements: readonly VexStatement[];
};

export type VexProblemCode =
  | 'not-json'
  | 'too-large'
  | 'too-deep'
  | 'too-many'
  | 'duplicate-key'
  | 'format'
  | 'missing'
  | 'wrong-type'
  | 'status'
  | 'justification'
  | 'timestamp'
  | 'product';

/** Something that a document says wrongly. What it is part of is not believed. */
export type VexProblem = {
  readonly code: VexProblemCode;
  /** One sentence with the actual values, shortened; not yet made safe to print. */
  readonly message: string;
  /** JSON Pointer into the document. */
  readonly where: string;
};

export type VexReading = { readonly document?: VexDocument; readonly problems: readonly VexProblem[] };
