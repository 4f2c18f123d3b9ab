import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';
import type { SbomContext } from './types.ts';

export type Visit = (object: JsonObject, pointer: () => string) => void;

/** Visits every object of a document; the pointer is only made where it is asked for. */
export const eachObject = (value: Json, visit: Visit): void => {
  const path: (string | number)[] = [];
  const pointer = (): string => path.reduce<string>((parent, token) => pointerTo(parent, token), '');
  const walk = (node: Json | undefined): void => {
    if (isArray(node)) {
      for (let index = 0; index < node.length; index += 1) {
        const item = node[index];
        if (typeof item !== 'object' || item === null) continue;
        path.push(index);
        walk(item);
        path.pop();
      }
    } else if (isObject(node)) {
      visit(node, pointer);
      for (const name in node) {
        const item = node[name];
        if (typeof item !== 'object' || item === null) continue;
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

export type RefTable = {
  /** All identifiers that a document gives to its elements. */
  readonly refs: ReadonlySet<string>;
  /** Those given again, with the pointer of the element that bears it too. */
  readonly repeated: readonly { readonly ref: string; readonly pointer: string }[];
};

// Two rules ask the same of the same document, which nobody changes meanwhile.
const tables = new WeakMap<SbomContext, RefTable>();

export const refTable = (context: SbomContext): RefTable => {
  const known = tables.get(context);
  if (known !== undefined) return known;
  const refs = new Set<string>();
  const repeated: { ref: string; pointer: string }[] = [];
  const name = refMember(context.document.detection.kind);
  eachObject(context.document.json, (object, pointer) => {
    const ref = object[name];
    if (typeof ref !== 'string') return;
    if (refs.has(ref)) repeated.push({ ref, pointer: pointer() });
    else refs.add(ref);
  });
  const table = { refs, repeated };
  tables.set(context, table);
  return table;
};
