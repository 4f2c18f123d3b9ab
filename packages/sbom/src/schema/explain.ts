import { pointerTo } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import type { SchemaError, SchemaFault } from './types.ts';

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : shown(value));

const SENTENCES: Readonly<
  Record<string, (params: SchemaError['params'], value: Json | undefined) => string>
> = {
  additionalProperties: (params) =>
    `the member ${shown(params['additionalProperty'])} is not one of this version of the standard`,
  required: (params) => `the member ${shown(params['missingProperty'])} is missing`,
  type: (params, value) => `${text(params['type'])} was expected, not ${shown(value)}`,
  enum: (params, value) =>
    `${shown(value)} is not one of the values allowed here: ${shown(params['allowedValues'])}`,
  enumSet: (_params, value) => `${shown(value)} is not one of the values allowed here`,
  const: (params, value) => `${shown(value)} must be ${shown(params['allowedValue'])}`,
  pattern: (params, value) => `${shown(value)} does not have the form ${text(params['pattern'])}`,
  format: (params, value) => `${shown(value)} is not a well-formed ${text(params['format'])}`,
  uniqueItems: () => 'an element of the list stands in it twice',
  minItems: (params) => `the list needs at least ${text(params['limit'])} elements`,
  maxItems: (params) => `the list may have at most ${text(params['limit'])} elements`,
  minLength: (params) => `the text needs at least ${text(params['limit'])} characters`,
  maxLength: (params) => `the text may have at most ${text(params['limit'])} characters`,
  minimum: (params, value) => `${shown(value)} is less than ${text(params['limit'])}`,
  maximum: (params, value) => `${shown(value)} is more than ${text(params['limit'])}`,
  additionalItems: (params) => `the list may have at most ${text(params['limit'])} elements`,
  dependencies: (params) =>
    `${text(params['property'])} also needs ${text(params['missingProperty'])} beside it`,
  oneOf: () => 'the value fits none, or more than one, of the forms allowed here',
  anyOf: () => 'the value fits none of the forms allowed here',
  not: () => 'the value has a form that is not allowed here',
};

const depth = (error: SchemaError): number => error.instancePath.split('/').length;

/** Of the faults of several allowed forms, the one deepest in the document tells best what is wrong. */
const tellingError = (errors: readonly SchemaError[]): SchemaError | undefined => {
  let best: SchemaError | undefined;
  for (const error of errors) if (best === undefined || depth(error) > depth(best)) best = error;
  return best;
};

/** Turns what a validator says of one value into a sentence and a place. */
export const explainErrors = (
  errors: readonly SchemaError[] | null | undefined,
  prefix: string,
  valueAt: (pointer: string) => Json | undefined,
): SchemaFault => {
  const error = tellingError(errors ?? []);
  if (error === undefined)
    return { pointer: prefix, message: 'the value does not fit the schema', format: false };
  const pointer = prefix + error.instancePath;
  const sentence = SENTENCES[error.keyword];
  const message =
    sentence === undefined ? `"${error.keyword}" does not hold` : sentence(error.params, valueAt(pointer));
  const extra = error.keyword === 'additionalProperties' ? error.params['additionalProperty'] : undefined;
  const place = typeof extra === 'string' ? pointerTo(pointer, extra) : pointer;
  return { pointer: place, message, format: error.keyword === 'format' };
};
