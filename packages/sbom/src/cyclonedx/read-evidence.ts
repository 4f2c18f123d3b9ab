import type { Evidence, Identity, IdentityMethod, Occurrence } from '../bill/types.ts';
import { compact, filled, isDefined } from '../compact/compact.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject, listOf, member, numberOf, textOf } from '../json/value.ts';

const FIELDS = ['group', 'name', 'version', 'purl', 'cpe', 'hash', 'omniborId', 'swhid', 'swid'] as const;

const readOccurrence = (item: Json): Occurrence | undefined => {
  const location = textOf(item, 'location');
  return location === undefined
    ? undefined
    : compact({
        location,
        line: numberOf(item, 'line'),
        offset: numberOf(item, 'offset'),
        symbol: textOf(item, 'symbol'),
      });
};

const readMethod = (item: Json): IdentityMethod | undefined => {
  const technique = textOf(item, 'technique');
  const confidence = numberOf(item, 'confidence');
  return technique === undefined || confidence === undefined
    ? undefined
    : compact({ technique, confidence, value: textOf(item, 'value') });
};

const readIdentity = (item: Json): Identity | undefined => {
  const field = FIELDS.find((name) => name === textOf(item, 'field'));
  return field === undefined
    ? undefined
    : compact({
        field,
        confidence: numberOf(item, 'confidence'),
        concludedValue: textOf(item, 'concludedValue'),
        methods: filled(listOf(item, 'methods').map(readMethod).filter(isDefined)),
      });
};

/** `identity` is one object in 1.5, and a list since 1.6. */
export const readEvidence = (value: Json | undefined): Evidence | undefined => {
  if (!isObject(value)) return undefined;
  const identity = member(value, 'identity');
  const identities = isArray(identity) ? identity : isObject(identity) ? [identity] : [];
  const evidence = compact({
    occurrences: filled(listOf(value, 'occurrences').map(readOccurrence).filter(isDefined)),
    identity: filled(identities.map(readIdentity).filter(isDefined)),
  });
  return Object.keys(evidence).length === 0 ? undefined : evidence;
};
