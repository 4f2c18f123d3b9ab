import type { Scorecard } from './scorecard.ts';

/** Widths of characters in Verdana at 11 pixels, as far as a badge needs them. */
const wide = (text: string): number =>
  Array.from(text).reduce(
    (sum, one) => sum + (/[ij.,:|!' ]/.test(one) ? 4 : /[mwMW–]/.test(one) ? 10 : 7),
    0,
  );

const COLOURS = [
  [8, '#1f7a3d'],
  [5, '#8a6100'],
  [0, '#b3261e'],
] as const;

/** `6.1–8.3`, `7.4`, or a question mark where nothing could be judged. */
export const totalText = ({ total }: Pick<Scorecard, 'total'>): string => {
  if (total === undefined) return '?';
  const [min, max] = [total.min.toFixed(1), total.max.toFixed(1)];
  return min === max ? min : `${min}–${max}`;
};

/**
 * A badge as SVG: both halves bring their own ground, and a line around them, so that it can be read on a light page as on a dark one. The
 * same result has the same bytes. The colour is that of the lower end: what is unknown does not make it greener.
 */
export const badgeOf = (scorecard: Pick<Scorecard, 'total'>): string => {
  const [label, value] = ['scorecard', totalText(scorecard)];
  const [left, right] = [wide(label) + 12, wide(value) + 12];
  const [, colour] = COLOURS.find(([from]) => (scorecard.total?.min ?? 0) >= from) ?? [0, '#b3261e'];
  const ground = scorecard.total === undefined ? '#5c6370' : colour;
  const text = (at: number, width: number, what: string): string =>
    `<text x="${at + width / 2}" y="14" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs">${what}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${value}">
<title>${label}: ${value} of 10, as far as a checkout shows</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#383d47"/><rect x="${left}" width="${right}" height="20" fill="${ground}"/></g>
<rect x=".5" y=".5" width="${left + right - 1}" height="19" rx="2.5" fill="none" stroke="#8b93a1" stroke-opacity=".6"/>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">${text(0, left, label)}${text(left, right, value)}</g>
</svg>
`;
};
