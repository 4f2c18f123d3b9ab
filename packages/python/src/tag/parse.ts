import { invalid } from '../problem/invalid.ts';
import { quote } from '../problem/quote.ts';
import type { Invalid, TextProblem } from '../problem/types.ts';
import { expandTags } from './expand.ts';
import type { TagProblemCode, TagSet } from './types.ts';

/** The most tags a compressed set may stand for: real ones stay under 100, and the product of three lists grows fast. */
export const MAX_TAGS = 4096;

// Tried on the text as written: other letters lower into ASCII ones.
const PIECE = /^[A-Za-z0-9_]+$/;

type Problem = TextProblem<TagProblemCode>;
type Part = {
  readonly pieces: readonly string[];
  readonly problems: Problem[];
  readonly irregular: Problem[];
};

const PARTS = ['Python', 'ABI', 'platform'] as const;

const isSorted = (pieces: readonly string[]): boolean =>
  pieces.every((piece, index) => index === 0 || (pieces[index - 1] ?? '') <= piece);

const readPart = (text: string, name: string, start: number): Part => {
  const pieces = new Set<string>();
  const problems: Problem[] = [];
  const irregular: Problem[] = [];
  let column = start;
  for (const written of text.split('.')) {
    const piece = written.toLowerCase();
    if (piece === '') problems.push({ code: 'tag-empty', column, message: `The ${name} tag is empty here.` });
    else if (!PIECE.test(written)) {
      problems.push({
        code: 'tag-characters',
        column,
        message: `The ${name} tag ${quote(written)} has more in it than ASCII letters, digits and "_".`,
      });
    } else if (pieces.has(piece)) {
      irregular.push({
        code: 'tag-duplicate',
        column,
        message: `The ${name} tag ${quote(piece)} is there twice.`,
      });
    } else if (piece !== written) {
      irregular.push({
        code: 'tag-case',
        column,
        message: `The ${name} tag ${quote(written)} is not in lower case.`,
      });
    }
    pieces.add(piece);
    column += written.length + 1;
  }
  const list = [...pieces];
  if (!isSorted(list)) {
    irregular.push({
      code: 'tag-order',
      column: start,
      message: `The ${name} tags ${quote(text)} are not in sorted order (PEP 425, "Compressed Tag Sets").`,
    });
  }
  return { pieces: list, problems, irregular };
};

/**
 * Reads a tag or compressed tag set (PEP 425): `cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64`.
 *
 * @param column where the text begins in a longer one, from 1: the problems' columns count from there.
 */
export const parseTags = (text: string, column = 1): TagSet | Invalid<TagProblemCode> => {
  const written = text.split('-', 4);
  if (written.length !== PARTS.length) {
    return invalid(
      'tag-parts',
      column,
      `A tag has three parts, {python}-{abi}-{platform}; ${quote(text)} does not.`,
    );
  }
  let start = column;
  const parts = PARTS.map((name, index) => {
    const part = readPart(written[index] ?? '', name, start);
    start += (written[index] ?? '').length + 1;
    return part;
  });
  const [first, ...rest] = parts.flatMap((part) => part.problems);
  if (first !== undefined) return { kind: 'invalid', problems: [first, ...rest] };
  const [pythons = [], abis = [], platforms = []] = parts.map((part) => part.pieces);
  const count = pythons.length * abis.length * platforms.length;
  if (count > MAX_TAGS)
    return invalid('tag-count', column, `The set stands for ${count} tags, over the limit of ${MAX_TAGS}.`);
  const tags = expandTags(pythons, abis, platforms);
  return { kind: 'ok', pythons, abis, platforms, tags, irregular: parts.flatMap((part) => part.irregular) };
};
