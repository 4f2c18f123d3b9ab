import { quote } from '../../problem/quote.ts';
import type { Check } from './types.ts';

// ASCII first: tables of Unicode take a millisecond to build, and most runs never need them.
const isIdentifier = (text: string): boolean =>
  /^[A-Za-z_]\w*$/.test(text) || /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(text);
const KEYWORDS: ReadonlySet<string> = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** What is wrong with a dotted import name, in words; `; private` may follow it. */
export const importNameFault = (value: string): string | undefined => {
  const semicolon = value.indexOf(';');
  const name = (semicolon === -1 ? value : value.slice(0, semicolon)).trim();
  if (semicolon !== -1 && value.slice(semicolon + 1).trim() !== 'private')
    return 'has something other than "private" after its semicolon';
  for (const part of name.split('.')) {
    if (!isIdentifier(part)) return `has ${quote(part)} in it, which is no identifier`;
    if (KEYWORDS.has(part)) return `has the keyword ${quote(part)} in it`;
  }
  return undefined;
};

/** The dotted name of an entry, without `; private`. */
export const importNameOf = (value: string): string => (value.split(';', 1)[0] ?? '').trim();

/** Import-Name and Import-Namespace hold importable names, not the same ones, with all their parents. PEP 794. */
export const checkImportNames: Check = ({ index, say }) => {
  const names = index.get('Import-Name') ?? [];
  const spaces = index.get('Import-Namespace') ?? [];
  for (const field of [...names, ...spaces]) {
    if (field.name === 'Import-Name' && field.value === '' && names.length === 1) continue;
    const fault = importNameFault(field.value);
    if (fault !== undefined) say('import-name', `${field.name} ${quote(field.value)} ${fault}.`, field);
  }
  const exclusive = new Set(names.map((field) => importNameOf(field.value)));
  const all = new Set([...exclusive, ...spaces.map((field) => importNameOf(field.value))]);
  for (const field of spaces)
    if (exclusive.has(importNameOf(field.value)))
      say(
        'import-name-ambiguous',
        `${quote(importNameOf(field.value))} stands in Import-Name and Import-Namespace.`,
        field,
      );
  for (const field of [...names, ...spaces]) {
    const name = importNameOf(field.value);
    const parent = name.slice(0, Math.max(name.lastIndexOf('.'), 0));
    if (parent !== '' && !all.has(parent))
      say('import-name-parent', `${quote(name)} is listed without its parent ${quote(parent)}.`, field);
  }
};
