import { evaluateComparison } from '../compare.ts';
import { parseMarker } from '../parse.ts';
import type { Marker, MarkerEnvironment, MarkerField } from '../types.ts';
import { askedBy, pointsOf } from './points.ts';
import type { MarkerScope, MarkerUniverse } from './types.ts';
import { environmentWords } from './words.ts';

/** Comparisons made for one marker; real ones need some hundreds. */
const MOST_FOR_ONE = 100_000;
const LONGEST = 20_000;

/** Fields whose values nobody can list. */
const OPEN: ReadonlySet<MarkerField> = new Set<MarkerField>([
  'implementation_version',
  'platform_release',
  'platform_version',
  'extra',
  'extras',
  'dependency_groups',
]);

/** Whether it holds, undefined where that depends on what is not known (three-valued logic, Kleene). */
const holdsIn = (marker: Marker, environment: MarkerEnvironment): boolean | undefined => {
  if (marker.kind === 'compare') {
    const answer = evaluateComparison(marker, environment);
    return answer.kind === 'ok' ? answer.value : undefined;
  }
  const decisive = marker.kind === 'or';
  let open = false;
  for (const item of marker.items) {
    const value = holdsIn(item, environment);
    if (value === decisive) return decisive;
    if (value === undefined) open = true;
  }
  return open ? undefined : !decisive;
};

/**
 * Where a marker can hold, among the environments of a universe. Of versions every interval that the marker's texts make is asked once,
 * of every other field the values of the universe; extras, groups and what only the machine knows may be anything. So `nowhere` is
 * certain, and `somewhere` means that nothing known speaks against it. Dependency specifiers, "Environment Markers".
 */
export const markerScope = (
  marker: Marker,
  universe: MarkerUniverse,
  maxComparisons = MOST_FOR_ONE,
): MarkerScope & { readonly comparisons: number } => {
  const asked = askedBy(marker);
  const points = pointsOf(universe, asked, Math.floor(maxComparisons / Math.max(1, asked.comparisons)));
  if (points === undefined)
    return {
      kind: 'unknown',
      reason: 'it has too many comparisons to be asked of every environment',
      comparisons: 0,
    };
  const comparisons = points.length * asked.comparisons;
  const values = points.map(({ environment }) => holdsIn(marker, environment));
  if (values.every((value) => value === false)) return { kind: 'nowhere', comparisons };
  if (values.every((value) => value === true)) return { kind: 'everywhere', comparisons };
  const open = values.includes(undefined) ? [...asked.fields].filter((field) => OPEN.has(field)).sort() : [];
  const holds = values.map((value) => value !== false);
  const environments = holds.every(Boolean) ? [] : environmentWords(points, holds, universe.pythons);
  return { kind: 'somewhere', environments, open, comparisons };
};

/** Comparisons made for all markers of one file: a hostile one may hold many that are dear. */
const MOST_FOR_ALL = 1_000_000;

/**
 * Answers for marker texts, each asked once. What is no marker, or would cost more than a file may cost, is `unknown` with the reason,
 * which is never a reason to leave something out.
 */
export const createMarkerScopes = (
  universe: MarkerUniverse,
  maxComparisons = MOST_FOR_ALL,
): ((text: string) => MarkerScope) => {
  const known = new Map<string, MarkerScope>();
  let left = maxComparisons;
  const ask = (text: string): MarkerScope => {
    if (text.length > LONGEST) return { kind: 'unknown', reason: `it is longer than ${LONGEST} characters` };
    const marker = parseMarker(text);
    if (marker.kind === 'invalid')
      return { kind: 'unknown', reason: `it is no marker: ${marker.problems[0].message}` };
    const { comparisons, ...scope } = markerScope(marker, universe, Math.min(left, MOST_FOR_ONE));
    left -= comparisons;
    return scope;
  };
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const scope = ask(text);
    known.set(text, scope);
    return scope;
  };
};
