import { type EditKind, oneEdit } from './edit.ts';

/** Names to be found by others that are one edit away. */
export type HalfIndex = {
  /** Every name one edit away from `written`, with what the edit was, in no particular order. */
  readonly near: (written: string) => readonly { readonly name: string; readonly edit: EditKind }[];
};

/**
 * Indexes names by their halves. One edit leaves one half of a name as it was, but for two letters that changed places across
 * the middle, which is asked for by itself: so a look-up compares few names, and the index is made in one pass, which matters
 * where a run has only some hundred names to ask for.
 */
export const halfIndex = (names: Iterable<string>): HalfIndex => {
  const all = new Set(names);
  const byHalf = new Map<string, string[]>();
  const put = (key: string, name: string): void => {
    const list = byHalf.get(key);
    if (list === undefined) byHalf.set(key, [name]);
    else list.push(name);
  };
  for (const name of all) {
    const middle = name.length >> 1;
    put(`${name.length}<${name.slice(0, middle)}`, name);
    put(`${name.length}>${name.slice(middle)}`, name);
  }
  return {
    near: (written) => {
      const found = new Map<string, EditKind>();
      const look = (candidates: readonly string[] | undefined): void => {
        for (const name of candidates ?? []) {
          const edit = found.has(name) ? undefined : oneEdit(written, name);
          if (edit !== undefined) found.set(name, edit);
        }
      };
      for (let length = written.length - 1; length <= written.length + 1; length += 1) {
        const middle = length >> 1;
        look(byHalf.get(`${length}<${written.slice(0, middle)}`));
        look(byHalf.get(`${length}>${written.slice(written.length - (length - middle))}`));
      }
      const middle = written.length >> 1;
      const across = `${written.slice(0, Math.max(0, middle - 1))}${written.slice(middle, middle + 1)}${written.slice(middle - 1, middle)}${written.slice(middle + 1)}`;
      if (middle > 0 && all.has(across)) look([across]);
      return [...found].map(([name, edit]) => ({ name, edit }));
    },
  };
};
