import { pointerTo } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';
import type { SbomContext } from './types.ts';

/** Visits every text of a document, members' names not counted; the pointer is only made where it is asked for. */
export const eachText = (value: Json, visit: (text: string, pointer: () => string) => void): void => {
  const path: (string | number)[] = [];
  const pointer = (): string => path.reduce<string>((parent, token) => pointerTo(parent, token), '');
  const step = (token: string | number, item: Json | undefined): void => {
    if (item === undefined || item === null || typeof item === 'number' || typeof item === 'boolean') return;
    path.push(token);
    if (typeof item === 'string') visit(item, pointer);
    else walk(item);
    path.pop();
  };
  const walk = (node: Json): void => {
    if (typeof node === 'string') visit(node, pointer);
    else if (isArray(node)) for (let index = 0; index < node.length; index += 1) step(index, node[index]);
    else if (isObject(node)) for (const name in node) step(name, node[name]);
  };
  walk(value);
};

export type Suspect = { readonly text: string; readonly pointer: string };

/** What a text that tells a secret or a path has somewhere: a cheap look that almost every text fails. */
const HINT =
  /[\\/](?:home|Users|root|builds|__w|github|a|tmp|private)[\\/]|[A-Za-z]:\\|:\/\/[^/]*@|pypi-|gh[opsur]_|github_pat_|glpat-|A[KS]IA|npm_|xox|AIza|-----BEGIN|eyJ/;

// Both rules about leaks ask it of the same document, which nobody changes meanwhile.
const known = new WeakMap<SbomContext, readonly Suspect[]>();

/** The texts of a document that may tell what should not be told. */
export const suspects = (context: SbomContext): readonly Suspect[] => {
  const before = known.get(context);
  if (before !== undefined) return before;
  const found: Suspect[] = [];
  eachText(context.document.json, (text, pointer) => {
    if (HINT.test(text)) found.push({ text, pointer: pointer() });
  });
  known.set(context, found);
  return found;
};
