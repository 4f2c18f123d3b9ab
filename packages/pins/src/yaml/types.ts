import type { ByteRange } from '../types.ts';
import type { SourceFile } from '../repository/source.ts';

/** How a scalar is written. */
export type YamlStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

type Placed = {
  readonly source: SourceFile;
  /** The bytes of the node itself, without its anchor, tag and comment. Of an aliased node: where its anchor stands. */
  readonly range: ByteRange;
  /** Where the alias stands through which this node was reached. */
  readonly via?: ByteRange;
};

/** A text. Nothing is turned into a number or a boolean: `1.10` is a version, and `on` a key. */
export type YamlScalar = Placed & {
  readonly kind: 'scalar';
  readonly value: string;
  readonly style: YamlStyle;
  /** In `source.text`, in UTF-16 code units: what `range` is in bytes. */
  readonly start: number;
  readonly end: number;
};

export type YamlEntry = { readonly key: YamlScalar; readonly value: YamlNode };

export type YamlMap = Placed & {
  readonly kind: 'map';
  /** As written; of a key that is repeated, the first. */
  readonly entries: readonly YamlEntry[];
  readonly byKey: ReadonlyMap<string, YamlEntry>;
  /** Written in braces. */
  readonly flow: boolean;
};

export type YamlSeq = Placed & {
  readonly kind: 'seq';
  readonly items: readonly YamlNode[];
  /** Written in brackets. */
  readonly flow: boolean;
};

export type YamlNode = YamlScalar | YamlMap | YamlSeq;

export type YamlProblemCode =
  | 'too-large'
  | 'encoding'
  | 'syntax'
  | 'too-deep'
  | 'duplicate-key'
  | 'key-form'
  | 'unknown-alias'
  | 'recursive-alias'
  | 'alias-budget'
  | 'several-documents'
  | 'huge-scalar';

/** Something that is wrong with a document, at a place. */
export type YamlProblem = {
  readonly code: YamlProblemCode;
  readonly message: string;
  readonly range: ByteRange;
};

export type YamlDocument = {
  readonly source: SourceFile;
  /** Absent where nothing could be made of the file, or where it is empty. */
  readonly root?: YamlNode;
  readonly problems: readonly YamlProblem[];
};
