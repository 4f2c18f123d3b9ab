import type { SpecifierSet } from '../../specifier/types.ts';

/** One operating system as the marker fields name it, with the machines that it is met on. */
export type MarkerPlatform = {
  /** For people: `macOS`. */
  readonly label: string;
  readonly osName: string;
  readonly sysPlatform: string;
  readonly platformSystem: string;
  readonly machines: readonly string[];
};

export type MarkerImplementation = { readonly label: string; readonly name: string };

/** The environments that a marker is asked about: every combination of these. */
export type MarkerUniverse = {
  /** `3.12` for all its releases, `3.12.4` for one. */
  readonly pythons: readonly string[];
  readonly implementations: readonly MarkerImplementation[];
  readonly platforms: readonly MarkerPlatform[];
  /** What the project asks of its interpreter: others are left out. */
  readonly requiresPython?: SpecifierSet;
};

/** Where a marker can hold. What cannot be known (an extra, a kernel's release) is taken to hold: `nowhere` is certain. */
export type MarkerScope =
  | { readonly kind: 'everywhere' }
  /** `environments` in words: `Python 3.9 to 3.11, Windows`. Empty where they depend on something else, which `open` names. */
  | {
      readonly kind: 'somewhere';
      readonly environments: readonly string[];
      readonly open: readonly string[];
    }
  | { readonly kind: 'nowhere' }
  /** Not asked: it is no marker, or too large. */
  | { readonly kind: 'unknown'; readonly reason: string };
