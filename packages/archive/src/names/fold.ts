import { LONGEST_SEGMENT } from './problems.ts';

const BEYOND_ASCII = /[^\u0000-\u007f]/;
const DROPPED_SEGMENT = /(?:^|\/)\.?(?:\/|$)/;

const foldText = (text: string): string =>
  BEYOND_ASCII.test(text)
    ? text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC')
    : text.toLowerCase();

/**
 * Segments longer than any file system holds are not normalised: putting a long run of combining marks
 * into canonical order takes quadratic time in ICU.
 */
const foldSegment = (segment: string): string =>
  segment.length > LONGEST_SEGMENT ? segment.toLowerCase() : foldText(segment);

/**
 * The name as a file system sees it that ignores case and Unicode normalisation (APFS, NTFS): lower, upper and lower case again,
 * which joins at least all that Unicode's full case folding joins (ß and SS, ſ and s, K and the Kelvin sign), NFC,
 * without `.` and empty segments. Two names with the same result may become one file. No locale takes part.
 */
export const foldName = (name: string): string => {
  const path = name.endsWith('/') ? name.slice(0, -1) : name;
  // Nothing folds across a "/", so a short name need not be taken apart.
  if (path.length <= LONGEST_SEGMENT && !DROPPED_SEGMENT.test(path)) return foldText(path);
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .map(foldSegment)
    .join('/');
};
