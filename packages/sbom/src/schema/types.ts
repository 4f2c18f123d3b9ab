import type { Json, JsonPointer } from '../json/types.ts';

/** What a generated validator says of one fault. */
export type SchemaError = {
  readonly instancePath: JsonPointer;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** A generated validator: the faults of the last call stand on the function itself. */
export type SchemaFunction = {
  (value: Json): boolean;
  readonly errors?: readonly SchemaError[] | null;
};

/** A generated module: `root` judges a document, the others judge its parts of that name. */
export type ValidatorModule = {
  readonly root: SchemaFunction;
  readonly forgetDigests: () => void;
  readonly [part: string]: SchemaFunction | (() => void);
};

/** The schemas that a validator was built for. */
export type SchemaName = 'cyclonedx-1.4' | 'cyclonedx-1.5' | 'cyclonedx-1.6' | 'cyclonedx-1.7' | 'spdx-2.3';

export type SchemaFault = {
  readonly pointer: JsonPointer;
  /** One sentence: what is wrong and what was expected. */
  readonly message: string;
  /** A `format` (an address, a date) that many writers get wrong and most readers never look at. */
  readonly format: boolean;
};
