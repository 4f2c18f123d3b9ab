import { markerText } from '../marker/text.ts';
import { specifierSetText } from '../specifier/text.ts';
import type { Requirement } from './types.ts';

/** A requirement in one fixed manner: normalised names, sorted extras and clauses, no needless spaces. */
export const requirementText = (requirement: Requirement): string => {
  const { target, marker } = requirement;
  const extras = requirement.extras.length === 0 ? '' : `[${requirement.extras.join(',')}]`;
  const where = target.kind === 'url' ? ` @ ${target.url}` : specifierSetText(target.specifiers);
  // White space ends a URL: without it, the marker would be part of it.
  const semicolon = target.kind === 'url' ? ' ; ' : '; ';
  return requirement.name + extras + where + (marker === undefined ? '' : semicolon + markerText(marker));
};
