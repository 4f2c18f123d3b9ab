import type { Marker } from '@custody/python';
import type { Place } from '../../rules/rule.ts';

/** Where a name stands that an index will be asked for. */
export type NamedProject = {
  /** Normalised, where it is a valid name; else as written. */
  readonly name: string;
  readonly written: string;
  /** False for what no index takes as a name: letters that are not ASCII. */
  readonly valid: boolean;
  readonly at: Place;
  readonly origin: 'requirements' | 'pyproject' | 'lock' | 'command';
  readonly marker?: Marker;
  /** It lies in a folder of tests, examples or other people's code: the folder's name. */
  readonly aside?: string;
};

/** A file that names projects, and could not be read. */
export type UnreadSource = { readonly path: string; readonly reason: string };

export type NameSources = {
  readonly projects: readonly NamedProject[];
  /** Names that the repository gives to its own projects. Normalised. */
  readonly own: ReadonlySet<string>;
  readonly unread: readonly UnreadSource[];
};

/** What a reader of one kind of file puts what it finds into. */
export type NameSink = {
  readonly project: (one: NamedProject) => unknown;
  readonly own: (name: string) => unknown;
  readonly unread: (one: UnreadSource) => unknown;
};
