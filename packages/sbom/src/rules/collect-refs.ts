import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';

export type Visit = (object: JsonObject, pointer: () => string) => void;

/** Visits every object of a document; the pointer is only made where it is asked for. */
export const eachObject = (value: Json, visit: Visit): void => {
  const path: (string | number)[] = [];
  const pointer = (): string => path.reduce<string>((parent, token) => pointerTo(parent, token), '');
  const walk = (node: Json | undefined): void => {
    if (isArray(node)) {
      for (const [index, item] of node.entries()) {
        if (typeof item !== 'object') continue;
        path.push(index);
        walk(item);
        path.pop();
      }
    } else if (isObject(node)) {
      visit(node, pointer);
      for (const [name, item] of Object.entries(node)) {
        if (typeof item !== 'object') continue;
        path.push(name);
        walk(item);
        path.pop();
      }
    }
  };
  walk(value);
};

/** The name of the member that identifies an element of the document. */
export const refMember = (kind: 'cyclonedx' | 'spdx'): 'bom-ref' | 'SPDXID' =>
  kind === 'cyclonedx' ? 'bom-ref' : 'SPDXID';

/** All identifiers that a document gives to its elements. */
export const allRefs = (document: JsonObject, kind: 'cyclonedx' | 'spdx'): ReadonlySet<string> => {
  const refs = new Set<string>();
  const name = refMember(kind);
  eachObject(document, (object) => {
    const ref = object[name];
    if (typeof ref === 'string') refs.add(ref);
  });
  return refs;
};
