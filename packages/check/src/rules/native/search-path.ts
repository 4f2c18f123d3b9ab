import type { NativeObject } from '@custody/native';

/** What one entry of a search path leads to. */
export type Led =
  /** Below the directory of the binary, or of the program: steps as written. */
  | { readonly kind: 'origin'; readonly written: string; readonly steps: readonly string[] }
  /** The working directory of whoever runs it: an empty entry, or a relative one. */
  | { readonly kind: 'working-directory'; readonly written: string }
  | { readonly kind: 'absolute'; readonly written: string }
  /** Where the system's own libraries lie, which are looked for there anyway. */
  | { readonly kind: 'system'; readonly written: string }
  /** Below the directory of the program, or wherever else the loader alone knows. */
  | { readonly kind: 'elsewhere'; readonly written: string };

/** An attacker's search path can have a million entries. */
const MOST = 1000;
const ORIGIN = /^(?:\$ORIGIN|\$\{ORIGIN\}|@loader_path)(?:\/|$)/;
const SYSTEM = /^\/(?:lib|lib32|lib64|libx32|usr\/lib|usr\/lib32|usr\/lib64|usr\/libx32|System)(?:\/|$)/;

const ledBy = (written: string): Led => {
  const origin = ORIGIN.exec(written);
  if (origin !== null)
    return { kind: 'origin', written, steps: written.slice(origin[0].length).split('/', MOST) };
  if (written.startsWith('/') && !written.split('/', MOST).includes('..') && SYSTEM.test(written))
    return { kind: 'system', written };
  if (written.startsWith('/')) return { kind: 'absolute', written };
  return /^[@$]/.test(written) ? { kind: 'elsewhere', written } : { kind: 'working-directory', written };
};

/** glibc takes no search path at all for an empty one, but each empty entry of a longer one for the working directory. */
const elfPath = (path: string | undefined): readonly string[] =>
  path === undefined || path === '' ? [] : path.split(':', MOST);

/**
 * Where a binary has the loader look for its libraries, each entry once: DT_RUNPATH or else DT_RPATH (System V gABI,
 * "Shared Object Dependencies"), LC_RPATH.
 */
export const searchPathOf = (object: NativeObject): readonly Led[] => {
  const written =
    object.format === 'elf'
      ? elfPath(object.runpath ?? object.rpath)
      : object.format === 'mach-o'
        ? object.slices.flatMap(({ rpaths }) => rpaths).slice(0, MOST)
        : [];
  return [...new Set(written)].map(ledBy);
};

const SHOWN = 3;

/** The entries in words, the first few of them. */
export const shownPaths = (entries: readonly Led[]): string => {
  const names = entries
    .slice(0, SHOWN)
    .map(({ written }) => (written === '' ? 'an empty entry' : JSON.stringify(written.slice(0, 120))));
  return entries.length > SHOWN ? `${names.join(', ')} and ${entries.length - SHOWN} more` : names.join(', ');
};
