import {
  type Marker,
  type MarkerScope,
  markerText,
  normalizeName,
  parseRequirement,
  type SpecifierSet,
  specifierSetText,
} from '@custody/python';

/** What one version asks of another package. */
export type Bound = {
  /** Normalised. */
  readonly name: string;
  readonly specifiers: SpecifierSet;
  /** For people: `urllib3<2,>=1.21.1`. */
  readonly text: string;
  /** Extras of the needed package, normalised. */
  readonly extras: readonly string[];
  readonly marker?: Marker;
};

/** A requirement as a bound; undefined where it is none, or names a place instead of versions. */
export const boundOf = (text: string): Bound | undefined => {
  const read = parseRequirement(text);
  if (read.kind !== 'ok' || read.target.kind !== 'versions') return undefined;
  const { specifiers } = read.target;
  return {
    name: read.name,
    specifiers,
    text: `${read.name}${specifierSetText(specifiers)}`,
    extras: read.extras,
    ...(read.marker === undefined ? {} : { marker: read.marker }),
  };
};

const isExtra = (side: { readonly kind: string; readonly field?: string }): boolean =>
  side.kind === 'field' && side.field === 'extra';

/** Extras that are asked for; `any` where it is certain that the right ones are. */
export type Extras = ReadonlySet<string> | 'any';

/** Whether a marker can hold where these extras are asked for. Other fields are taken to hold: the scope judges them. */
const mayHold = (marker: Marker, extras: Extras): boolean => {
  if (marker.kind !== 'compare') {
    const holds = (item: Marker): boolean => mayHold(item, extras);
    return marker.kind === 'and' ? marker.items.every(holds) : marker.items.some(holds);
  }
  const { left, right, operator } = marker;
  const text = isExtra(left) ? right : isExtra(right) ? left : undefined;
  if (text === undefined || text.kind !== 'text') return true;
  const asked = extras === 'any' || extras.has(normalizeName(text.text));
  return operator === '==' || operator === '===' ? asked : true;
};

/**
 * Whether a bound counts: its marker can hold in an environment that is asked about, with these extras of the package that sets it.
 * What cannot be known is taken to hold.
 */
export const counts = (
  { marker }: Bound,
  extras: Extras,
  scopeOf: (marker: string) => MarkerScope,
): boolean =>
  marker === undefined || (mayHold(marker, extras) && scopeOf(markerText(marker)).kind !== 'nowhere');
