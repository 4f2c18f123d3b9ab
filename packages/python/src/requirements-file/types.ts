import type { Marker } from '../marker/types.ts';
import type { NormalizedName } from '../name/types.ts';
import type { Requirement } from '../requirement/types.ts';

/** Bytes of the file, `end` not included. */
export type ByteRange = { readonly start: number; readonly end: number };

/** Something written in the file: what it means (quotes and continuations gone), and the bytes that say so. */
export type RequirementsToken = { readonly text: string; readonly range: ByteRange };

/** An option by its long name, whatever way it was written. */
export type RequirementsOption = {
  /** `--requirement` for `-r`, `--index-url` for `-i`. */
  readonly name: string;
  /** From its first dash to the end of its value. */
  readonly range: ByteRange;
  readonly value?: RequirementsToken;
};

/** The parts of a requirement as they stand in the file: what an edit replaces. */
export type RequirementTokens = {
  readonly name: RequirementsToken;
  /** With its brackets. */
  readonly extras?: RequirementsToken;
  /** All clauses, with commas and parentheses between them, without the white space around. */
  readonly versions?: RequirementsToken;
  readonly clauses: readonly {
    readonly operator: RequirementsToken;
    readonly version: RequirementsToken;
  }[];
  readonly url?: RequirementsToken;
  /** Without the `;`. */
  readonly marker?: RequirementsToken;
};

/** What an address without PEP 508's `name @` points to, as far as its text tells. */
export type RequirementsAddress = {
  readonly scheme: 'vcs' | 'url' | 'file' | 'path';
  /** As written, marker and extras left out. It may hold a password. */
  readonly address: RequirementsToken;
  /** Of a wheel's file name or of `#egg=`, in normal form. */
  readonly name?: NormalizedName;
  /** Of a wheel's file name. */
  readonly version?: string;
  readonly extras: readonly NormalizedName[];
  readonly marker?: Marker;
  readonly markerText?: string;
};

type Line = {
  /** Of its first physical line, from 1, as pip counts. */
  readonly line: number;
  /** From its first character to its last, comments left out. */
  readonly range: ByteRange;
  /** The logical line, without comments, continuations joined. It may hold a password. */
  readonly text: string;
  /** Names of `${VARIABLES}` that stand in it and were not given. */
  readonly variables: readonly string[];
  readonly options: readonly RequirementsOption[];
};

/** One logical line of a requirements file. */
export type RequirementsEntry = Line &
  (
    | {
        readonly kind: 'requirement';
        readonly requirement: Requirement;
        /** Where its parts stand; worked out when an edit asks. */
        readonly tokens: () => RequirementTokens;
      }
    | { readonly kind: 'address'; readonly address: RequirementsAddress }
    | { readonly kind: 'editable'; readonly address: RequirementsAddress }
    | {
        readonly kind: 'include';
        readonly of: 'requirements' | 'constraints';
        readonly target: RequirementsToken;
      }
    /** Options alone, which name no component. */
    | { readonly kind: 'options' }
    /** pip refuses it, and so does everybody: why, as one sentence. */
    | { readonly kind: 'malformed'; readonly reason: string }
  );

export type RequirementsProblem = {
  /** One sentence; values of options are never repeated in it. */
  readonly message: string;
  readonly line: number;
  readonly range: ByteRange;
};

/** A requirements or constraints file: every logical line that says something, in order. */
export type RequirementsReading = {
  readonly kind: 'requirements';
  /** As decoded: `utf-8`, `utf-16le`, `latin1`, … */
  readonly encoding: string;
  readonly entries: readonly RequirementsEntry[];
  /** About lines that are entries all the same: unknown options, hashes that are none, what pip passes over. */
  readonly problems: readonly RequirementsProblem[];
};

export type RequirementsFileReading =
  | RequirementsReading
  | { readonly kind: 'unreadable'; readonly reason: string };
