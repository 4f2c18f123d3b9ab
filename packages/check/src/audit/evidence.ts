import type { Evidence, SubjectLocation } from '@custody/audit';
import type { Confidence } from '@custody/findings';
import type { Component } from '@custody/sbom';

const confidenceOf = (value: number): Confidence =>
  value >= 0.75 ? 'high' : value >= 0.45 ? 'medium' : 'low';

/** How custody's bills name what was seen, and the rung of the ladder that it is. */
const kindOf = (technique: string, value: string): Evidence['kind'] => {
  if (technique === 'manifest-analysis' || value.startsWith('.note.package')) return 'declared';
  if (technique === 'filename') return 'named';
  return technique === 'binary-analysis' ? 'observed' : 'unknown';
};

/** The version at the end of `what was seen → library version`. */
const versionIn = (value: string): string | undefined => {
  const arrow = value.lastIndexOf(' → ');
  const words = arrow === -1 ? [] : value.slice(arrow + 3).split(' ');
  return words.length > 1 ? words.at(-1) : undefined;
};

/** What is known of how a component was found, strongest first as the bill has it. */
export const evidenceOf = (component: Component, at: SubjectLocation): readonly Evidence[] => {
  const [occurrence] = component.evidence?.occurrences ?? [];
  const location = occurrence === undefined ? at : { ...at, entry: occurrence.location };
  const found = (component.evidence?.identity ?? []).flatMap(({ methods = [] }) =>
    methods.map(({ technique, confidence, value = '' }): Evidence => {
      const version = versionIn(value);
      return {
        kind: kindOf(technique, value),
        confidence: confidenceOf(confidence),
        ...(version === undefined ? {} : { version }),
        detail: value,
        location,
      };
    }),
  );
  const distinct = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  if (distinct.length > 0) return distinct;
  return [
    {
      kind: 'declared',
      confidence: 'high',
      ...(component.version === undefined ? {} : { version: component.version }),
      detail: 'an SBOM names it',
      location,
    },
  ];
};
