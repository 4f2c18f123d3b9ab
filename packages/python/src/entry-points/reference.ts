import type { ObjectReference } from './types.ts';

// ASCII first: tables of Unicode take a millisecond to build, and most runs never need them.
const isIdentifier = (text: string): boolean =>
  /^[A-Za-z_]\w*$/.test(text) || /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(text);
const EXTRA = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

export type EntryValue = {
  readonly reference?: ObjectReference;
  readonly extras: readonly string[];
  /** Whether there are brackets, and whether what they hold are extras. */
  readonly brackets: 'none' | 'sound' | 'unsound';
};

const isDotted = (text: string): boolean => text.split('.').every(isIdentifier);

/** `module`, `module:object.attr`; blanks may stand around the colon. */
export const parseObjectReference = (text: string): ObjectReference | undefined => {
  const colon = text.indexOf(':');
  const module = (colon === -1 ? text : text.slice(0, colon)).trim();
  if (!isDotted(module)) return undefined;
  if (colon === -1) return { module };
  const attributes = text.slice(colon + 1).trim();
  return isDotted(attributes) ? { module, attributes } : undefined;
};

/** An entry point's value: an object reference, then perhaps `[extra, …]`. Entry points specification, "File format". */
export const readValue = (value: string): EntryValue => {
  const text = value.trim();
  const bracket = text.indexOf('[');
  const bare = bracket === -1 ? text : text.slice(0, bracket);
  const reference = parseObjectReference(bare);
  const found = reference === undefined ? {} : { reference };
  if (bracket === -1) return { ...found, extras: [], brackets: 'none' };
  const inner = text.slice(bracket + 1, -1).trim();
  const extras = inner === '' ? [] : inner.split(',').map((extra) => extra.trim());
  const sound = text.endsWith(']') && extras.every((extra) => EXTRA.test(extra));
  return { ...found, extras: sound ? extras : [], brackets: sound ? 'sound' : 'unsound' };
};
