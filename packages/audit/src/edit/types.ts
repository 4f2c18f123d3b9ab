import type { ByteSplice } from '@custody/findings';

export type Splice = ByteSplice;

/** What an edit of one file makes of it. */
export type FileEdit =
  | {
      readonly kind: 'edited';
      /** In order, disjoint. Empty: the file has no part in it. */
      readonly splices: readonly Splice[];
      /** The moves that were made here, as `editKey` names them. */
      readonly made: ReadonlySet<string>;
    }
  /** Nothing of the file may be changed, or only half of what must be: why, as one sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A version that takes the place of another. */
export type VersionEdit = { readonly name: string; readonly from: string; readonly to: string };

/** Names an edit. */
export const editKey = ({ name, from }: Pick<VersionEdit, 'name' | 'from'>): string => `${name} ${from}`;

export const refused = (reason: string): Extract<FileEdit, { kind: 'refused' }> => ({
  kind: 'refused',
  reason,
});
