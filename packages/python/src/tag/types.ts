import type { TextProblem } from '../problem/types.ts';

/** One compatibility tag, lower case: `cp313-cp313t-manylinux_2_28_x86_64`. */
export type Tag = { readonly python: string; readonly abi: string; readonly platform: string };

export type TagProblemCode =
  /** Not three parts parted by `-`. */
  | 'tag-parts'
  /** A part, or a piece of a compressed set, is empty. */
  | 'tag-empty'
  /** Something else than ASCII letters, digits and `_`. */
  | 'tag-characters'
  /** The compressed set stands for more than 4,096 tags. */
  | 'tag-count'
  /** Readable, but not as PEP 425 wants it: upper case, a piece twice, pieces out of order. */
  | 'tag-case'
  | 'tag-duplicate'
  | 'tag-order';

/** A compressed tag set: every combination of one Python, one ABI and one platform tag. */
export type TagSet = {
  readonly kind: 'ok';
  /** Lower case, without duplicates, in the order written. */
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
  /** All combinations, in the order PEP 425 expands them. */
  readonly tags: readonly Tag[];
  /** What is readable but not written as it should be. */
  readonly irregular: readonly TextProblem<TagProblemCode>[];
};
