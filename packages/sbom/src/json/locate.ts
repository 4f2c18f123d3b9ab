import { lineCounter } from './lines.ts';
import { pointerTokens } from './pointer.ts';
import { keyText, scanJson } from './scan.ts';
import type { JsonPointer, TextPosition } from './types.ts';

type Node = { readonly children: Map<string, Node>; pointers: string[]; met: boolean };
type Frame = { readonly node: Node | undefined; readonly array: boolean; index: number; key: string };

const newNode = (): Node => ({ children: new Map(), pointers: [], met: false });

const wantedTree = (pointers: Iterable<JsonPointer>): Node => {
  const root = newNode();
  for (const pointer of new Set(pointers)) {
    let node = root;
    for (const token of pointerTokens(pointer)) {
      const child = node.children.get(token) ?? newNode();
      node.children.set(token, child);
      node = child;
    }
    node.pointers.push(pointer);
  }
  return root;
};

/**
 * Lines and columns of the values that JSON pointers name, found in one pass over a well-formed text.
 * A member of an object is placed at its name, everything else where its value begins.
 * A pointer that names nothing is placed at its nearest ancestor that exists. The text is read no further than needed;
 * of members of one name, which strict reading reports, the first counts.
 */
export const locatePointers = (
  text: string,
  pointers: Iterable<JsonPointer>,
): ReadonlyMap<JsonPointer, TextPosition> => {
  const found = new Map<JsonPointer, TextPosition>();
  const wanted = new Set(pointers);
  const root = wantedTree(wanted);
  let left = wanted.size;
  const position = lineCounter(text);
  const stack: Frame[] = [];
  let keyOffset: number | undefined;

  const settle = (node: Node, place: TextPosition): void => {
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      // A descendant is moved to its own place when that is met; until then its ancestor's stands.
      for (const pointer of next.pointers) found.set(pointer, place);
      open.push(...next.children.values());
    }
  };

  const enter = (offset: number): Node | undefined => {
    const frame = stack.at(-1);
    let node: Node | undefined = root;
    if (frame !== undefined) {
      node = frame.node?.children.get(frame.array ? String(frame.index) : frame.key);
      if (frame.array) frame.index += 1;
    }
    const start = keyOffset ?? offset;
    keyOffset = undefined;
    if (node !== undefined && !node.met) {
      node.met = true;
      left -= node.pointers.length;
      settle(node, position(start));
    }
    return node;
  };

  scanJson(text, {
    open: (kind, offset) => {
      stack.push({ node: enter(offset), array: kind === 'array', index: 0, key: '' });
    },
    close: () => {
      stack.pop();
    },
    key: (raw, offset) => {
      const frame = stack.at(-1);
      if (frame === undefined) return;
      frame.key = frame.node === undefined ? '' : keyText(raw);
      keyOffset = offset;
    },
    scalar: (offset) => {
      enter(offset);
    },
    done: () => left === 0,
  });
  return found;
};
