import { withoutAffix } from './affix.ts';
import type { EditKind } from './edit.ts';
import { distributionOf } from './imports.ts';
import { glances } from './look.ts';
import { type PopularNames, wordsOf } from './popular.ts';
import { type Slip, slipOf } from './slip.ts';
import { squash, ultranormal } from './squash.ts';
import { honestNamesake, isStdlibName } from './stdlib.ts';

/** What a name looks like instead of itself. `meant` is a normalised name, or a module of the standard library. */
export type NameSignal =
  | { readonly kind: 'command-slip'; readonly slip: Slip }
  /** `namesake`: what the project of that name on PyPI is, where it is known to be honest. */
  | { readonly kind: 'stdlib-shadow'; readonly namesake?: string }
  | { readonly kind: 'import-not-distribution'; readonly meant: string }
  | { readonly kind: 'separator'; readonly meant: string }
  | { readonly kind: 'homoglyph'; readonly meant: string }
  | {
      readonly kind: 'typo';
      readonly edit: EditKind;
      readonly meant: string;
      readonly of: 'project' | 'module';
      /** Short names, and endings that tell projects apart on purpose. */
      readonly weak: boolean;
    }
  | { readonly kind: 'word-order'; readonly meant: string }
  | { readonly kind: 'affix'; readonly meant: string; readonly affix: string };

/** An end that people give to a second project of the same name: a version, a plural. */
const ownEnding = (name: string, meant: string): boolean => {
  const [short, long] = name.length < meant.length ? [name, meant] : [meant, name];
  const digits = /^(.*?)-?\d+$/;
  return (
    (long.startsWith(short) && /^[\ds]$/.test(long.slice(short.length))) ||
    (digits.exec(name)?.[1] ?? name) === (digits.exec(meant)?.[1] ?? meant)
  );
};

/** What hands do, and people who name a project of their own do not. */
const OF_HANDS: ReadonlySet<EditKind> = new Set(['transposition', 'repeat', 'omission']);

const typoOf = (name: string, popular: PopularNames): NameSignal | undefined => {
  if (name.length < 4) return undefined;
  let best: { meant: string; edit: EditKind; rank: number } | undefined;
  for (const { name: meant, edit } of popular.near(name)) {
    if (meant.length < 4 || ownEnding(name, meant)) continue;
    const rank = popular.rank.get(meant) ?? popular.rank.size + 1;
    if (best === undefined || rank < best.rank || (rank === best.rank && meant < best.meant))
      best = { meant, edit, rank };
  }
  if (best === undefined) return undefined;
  const { meant, edit } = best;
  const of = popular.rank.has(meant) ? 'project' : 'module';
  const weak = Math.min(name.length, meant.length) < 6;
  // Half of all short words are one letter away from another, and many projects rhyme with a module on purpose.
  if ((weak || of === 'module') && !OF_HANDS.has(edit)) return undefined;
  if (edit === 'omission' && meant.length < 6) return undefined;
  return { kind: 'typo', edit, meant, of, weak };
};

const AFFIXED = 500;
/** `py` and its like without a separator begin so many names that only the best known are meant. */
const JOINED = 150;

const affixOf = (name: string, popular: PopularNames): NameSignal | undefined => {
  for (const { rest, affix } of withoutAffix(name)) {
    const rank = popular.rank.get(rest) ?? Infinity;
    const most = affix.includes('-') || /\d/.test(affix) ? AFFIXED : JOINED;
    if (rest.length >= 5 && rank <= most) return { kind: 'affix', meant: rest, affix };
  }
  return undefined;
};

/**
 * What is suspicious about a normalised name, by itself and beside popular ones; the strongest sign, or none. A name of the
 * list is never suspected to be another: that it is popular itself says more than how it is spelled.
 */
export const nameSignal = (name: string, popular: PopularNames): NameSignal | undefined => {
  const slip = slipOf(name);
  if (slip !== undefined) return { kind: 'command-slip', slip };
  if (isStdlibName(name)) {
    const namesake = honestNamesake(name);
    return { kind: 'stdlib-shadow', ...(namesake !== undefined && { namesake }) };
  }
  const distribution = distributionOf(name);
  if (distribution !== undefined) return { kind: 'import-not-distribution', meant: distribution };
  if (popular.rank.has(name) || popular.exempt.has(name)) return undefined;
  const joined = popular.bySquash(squash(name));
  if (joined !== undefined) return { kind: 'separator', meant: joined };
  const alike =
    popular.byUltranormal(ultranormal(name)) ?? glances(name).find((form) => popular.rank.has(form));
  // `i` for `l` in a short name makes another word, as often as not; a digit for a letter does not.
  const digits = /[015]/.test(name) || name.length !== alike?.length;
  if (alike !== undefined && alike.length >= (digits ? 4 : 6)) return { kind: 'homoglyph', meant: alike };
  const typo = typoOf(name, popular);
  if (typo !== undefined) return typo;
  const turned = name.includes('-') ? popular.byWords(wordsOf(name)) : undefined;
  if (turned !== undefined) return { kind: 'word-order', meant: turned };
  return affixOf(name, popular);
};
