import { evaluateComparison } from './compare.ts';
import type { Marker, MarkerAnswer, MarkerEnvironment } from './types.ts';

/**
 * Whether a marker holds in an environment (PEP 508, "Environment Markers"), exactly as `packaging` 26.2 answers,
 * except that two fields compared with each other are undefined (there, the second field's name is taken for a text).
 * Nothing is taken for granted: give `extra: ''` where no extra is asked for. One undefined part makes the whole
 * undefined, whatever the others say.
 */
export const evaluateMarker = (marker: Marker, environment: MarkerEnvironment): MarkerAnswer => {
  if (marker.kind === 'compare') return evaluateComparison(marker, environment);
  let value = marker.kind === 'and';
  for (const item of marker.items) {
    const answer = evaluateMarker(item, environment);
    if (answer.kind === 'undefined') return answer;
    value = marker.kind === 'and' ? value && answer.value : value || answer.value;
  }
  return { kind: 'ok', value };
};
