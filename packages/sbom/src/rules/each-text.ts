import { pointerTo } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';

/** Visits every text of a document, members' names not counted; the pointer is only made where it is asked for. */
export const eachText = (value: Json, visit: (text: string, pointer: () => string) => void): void => {
  const path: (string | number)[] = [];
  const pointer = (): string => path.reduce<string>((parent, token) => pointerTo(parent, token), '');
  const step = (token: string | number, item: Json | undefined): void => {
    if (item === undefined || item === null || typeof item === 'number' || typeof item === 'boolean') return;
    path.push(token);
    walk(item);
    path.pop();
  };
  const walk = (node: Json): void => {
    if (typeof node === 'string') visit(node, pointer);
    else if (isArray(node)) for (const [index, item] of node.entries()) step(index, item);
    else if (isObject(node)) for (const [name, item] of Object.entries(node)) step(name, item);
  };
  walk(value);
};
