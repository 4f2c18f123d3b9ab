import type { Flaw } from '../flaw/index.ts';
import type { SubjectLocation } from '../subject/index.ts';

/** One package that goes from one version to another. */
export type Move = {
  /** Normalised. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** `flaw`: it ends flaws of its own. `way`: it lets another move through. */
  readonly why: 'flaw' | 'way';
  /** Flaws that it ends, and those that it leaves, as they are called in one word. */
  readonly ends: readonly string[];
  readonly leaves: readonly string[];
  /** What the new version asks of the interpreter, where the input does not say which ones it is for. */
  readonly needsPython?: string;
  /** Packages that the new version needs and the input does not name: normalised, sorted. */
  readonly brings: readonly string[];
  /** When the new version was uploaded, where the index says so (PEP 700). */
  readonly uploaded?: string;
};

/** What somebody can do about a blocked fix. */
export type FixOption =
  | { readonly kind: 'upgrade'; readonly sentence: string }
  | { readonly kind: 'override'; readonly sentence: string; readonly text?: string }
  /** `text` is the entry for the policy, as TOML. */
  | { readonly kind: 'hold'; readonly sentence: string; readonly text: string }
  /** `text` is the advisory's own, sanitised. */
  | { readonly kind: 'mitigate'; readonly sentence: string; readonly text: string };

/** One bound that stands in the way: who sets it, and what it says. */
export type Blocker = {
  /** Absent: the project itself. */
  readonly by?: { readonly name: string; readonly version: string };
  /** As it is written: `b<3`. */
  readonly requires: string;
  readonly location?: SubjectLocation;
};

/** Flaws of one package that the plan does not end. */
export type Blocked = {
  readonly name: string;
  readonly version: string;
  /** Worst first. */
  readonly flaws: readonly Flaw[];
  /** The version that would end them. */
  readonly fix?: string;
  /** `bounds`: others forbid it. `no-fix`: none is known. `python`: it is for other interpreters. `search`: too much to look at. */
  readonly reason: 'bounds' | 'no-fix' | 'python' | 'search';
  /** Why, as whole sentences, the first one first to read. */
  readonly sentences: readonly [string, ...string[]];
  /** The bounds that cannot hold together with the fix. Empty but for `bounds`. */
  readonly core: readonly Blocker[];
  readonly options: readonly FixOption[];
};

/** How an input is changed: by custody, by the tool that wrote it, or by nobody. */
export type FixWay =
  | { readonly kind: 'edit' }
  /** Commands as a person types them in a POSIX shell, in order. */
  | { readonly kind: 'command'; readonly commands: readonly string[]; readonly note?: string }
  | { readonly kind: 'none'; readonly reason: string };

/** What to change in one input. */
export type InputPlan = {
  readonly path: string;
  readonly format: string;
  /** By name, then version. */
  readonly moves: readonly Move[];
  readonly blocked: readonly Blocked[];
  /**
   * Why nobody can promise that the moves fit together, as whole sentences: what some versions need is not known. Empty: they fit, as
   * far as metadata tells.
   */
  readonly unproven: readonly string[];
  /** Whether no smaller set of moves exists. false: the search ended at its bound with a plan that is right, perhaps not smallest. */
  readonly smallest: boolean;
  readonly way: FixWay;
};

export type FixPlan = { readonly inputs: readonly InputPlan[] };
