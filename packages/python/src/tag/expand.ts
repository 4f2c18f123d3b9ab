import type { Tag } from './types.ts';

/** Every combination, Python tags outermost (PEP 425, "Compressed Tag Sets"). */
export const expandTags = (
  pythons: readonly string[],
  abis: readonly string[],
  platforms: readonly string[],
): readonly Tag[] =>
  pythons.flatMap((python) =>
    abis.flatMap((abi) => platforms.map((platform) => ({ python, abi, platform }))),
  );
