import type { Marker } from '../../marker/index.ts';
import { normalizeName } from '../../name/index.ts';
import { quote } from '../../problem/quote.ts';
import { parseRequirement } from '../../requirement/index.ts';
import { parseSpecifierSet } from '../../specifier/index.ts';
import type { MetadataField } from '../types.ts';
import type { Check, Context } from './types.ts';

/** The extras that a marker compares with. */
const extrasOf = (marker: Marker | undefined): readonly string[] => {
  if (marker === undefined) return [];
  if (marker.kind !== 'compare') return marker.items.flatMap(extrasOf);
  const { left, right, operator } = marker;
  if (operator !== '==') return [];
  const field = left.kind === 'field' ? left : right.kind === 'field' ? right : undefined;
  const text = left.kind === 'text' ? left : right.kind === 'text' ? right : undefined;
  return field?.field === 'extra' && text !== undefined ? [text.text] : [];
};

const checkOne = (field: MetadataField, declared: ReadonlySet<string>, { say }: Context): void => {
  const own = field.name === 'Requires-Dist';
  const read = parseRequirement(field.value);
  if (read.kind === 'invalid') {
    const [{ message }] = read.problems;
    say(
      own ? 'requires-dist' : 'distribution-requirement',
      `${field.name} ${quote(field.value)} is no requirement: ${message}`,
      field,
    );
    return;
  }
  if (read.target.kind === 'url')
    say('requires-dist-url', `${field.name} ${quote(field.value)} names a URL, which PyPI refuses.`, field);
  for (const extra of own ? extrasOf(read.marker) : [])
    if (!declared.has(normalizeName(extra)))
      say(
        'undeclared-extra',
        `Requires-Dist asks for the extra ${quote(extra)}, which no Provides-Extra declares.`,
        field,
      );
};

/** Requires-Dist, Provides-Dist and Obsoletes-Dist are requirements, Requires-Python is a specifier set. */
export const checkRequirements: Check = (context) => {
  const { index, say } = context;
  const declared = new Set<string>(
    (index.get('Provides-Extra') ?? []).map((field) => normalizeName(field.value)),
  );
  for (const name of ['Requires-Dist', 'Provides-Dist', 'Obsoletes-Dist'])
    for (const field of index.get(name) ?? []) if (field.value !== '') checkOne(field, declared, context);
  const python = index.get('Requires-Python')?.[0];
  if (python === undefined || python.value === '') return;
  const read = parseSpecifierSet(python.value);
  if (read.kind === 'invalid')
    say(
      'requires-python',
      `Requires-Python ${quote(python.value)} is no specifier set: ${read.problems[0].message}`,
      python,
    );
};
