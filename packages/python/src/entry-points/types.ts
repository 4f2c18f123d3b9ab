import type { FileProblem } from '../file/types.ts';
import type { EntryPointCode } from './codes.ts';

/** `importable.module` or `importable.module:object.attr`. */
export type ObjectReference = { readonly module: string; readonly attributes?: string };

export type EntryPoint = {
  readonly group: string;
  readonly name: string;
  /** As written. */
  readonly value: string;
  /** Absent where the value is no object reference. */
  readonly reference?: ObjectReference;
  readonly extras: readonly string[];
  /** From 1. */
  readonly line: number;
};

/** An entry_points.txt, read. */
export type ParsedEntryPoints = {
  /** In the order of the file. */
  readonly entryPoints: readonly EntryPoint[];
  readonly groups: readonly string[];
  readonly problems: readonly FileProblem<EntryPointCode>[];
};
