import type { Tag, TagSet } from './types.ts';

/** One tag as it stands in WHEEL: `py3-none-any`. */
export const formatTag = (tag: Tag): string => `${tag.python}-${tag.abi}-${tag.platform}`;

/** A compressed set as it stands in a file name, sorted as PEP 425 wants it: `py2.py3-none-any`. */
export const formatTags = (set: Pick<TagSet, 'pythons' | 'abis' | 'platforms'>): string =>
  [set.pythons, set.abis, set.platforms].map((pieces) => [...pieces].sort().join('.')).join('-');
