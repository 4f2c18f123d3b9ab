import { isArray, isObject } from '../../json/value.ts';
import type { Json } from '../../json/types.ts';

/** Strings escape only what ends them; everything else is written as it is. */
const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/**
 * The form of metadata that is signed (TUF 1.0, 4.2.1: canonical JSON): members in the order of their code points, no blanks.
 * `undefined` where a number is not whole: such metadata has no canonical form.
 */
export const canonicalJson = (value: Json): string | undefined => {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (isArray(value)) {
    const items = value.map(canonicalJson);
    return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
  }
  if (!isObject(value)) return String(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => {
      const item = canonicalJson(value[name] ?? null);
      return item === undefined ? undefined : `${text(name)}:${item}`;
    });
  return members.includes(undefined) ? undefined : `{${members.join(',')}}`;
};
