/** What the scanner meets, in document order. Offsets are UTF-16 code units of the text. */
export type JsonEvents = {
  readonly open?: (kind: 'object' | 'array', offset: number) => void;
  readonly close?: (offset: number) => void;
  /** A member's name: the raw slice between the quotes, still escaped. */
  readonly key?: (raw: string, offset: number) => void;
  /** A string, number, true, false or null begins here. */
  readonly scalar?: (offset: number) => void;
  /** True: enough was seen, and the rest of the text is not read. Asked at every step. */
  readonly done?: () => boolean;
};

export type ScanFault = { readonly message: string; readonly offset: number };

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
const LITERALS = ['true', 'false', 'null'] as const;

const blankEnd = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
};

/** The offset after the closing quote, or a fault. `from` is the offset after the opening quote. */
const stringEnd = (text: string, from: number): number | ScanFault => {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { message: 'a control character stands in a string', offset: at };
    if (code === 0x5c) {
      ESCAPE.lastIndex = at + 1;
      const escape = ESCAPE.exec(text);
      if (escape === null) return { message: 'an escape sequence is not one of JSON', offset: at };
      at += escape[0].length;
    }
  }
  return { message: 'a string is not closed', offset: from - 1 };
};

const scalarEnd = (text: string, at: number): number | ScanFault => {
  if (text.charCodeAt(at) === 0x22) return stringEnd(text, at + 1);
  const literal = LITERALS.find((word) => text.startsWith(word, at));
  if (literal !== undefined) return at + literal.length;
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text);
  if (number !== null) return at + number[0].length;
  return {
    message: at >= text.length ? 'the document ends too early' : 'a value was expected here',
    offset: at,
  };
};

/**
 * Walks a JSON text (RFC 8259) strictly and in one pass, without recursion, telling what it meets.
 * Gives the first fault, or undefined where the text is well formed.
 */
export const scanJson = (text: string, events: JsonEvents): ScanFault | undefined => {
  // true: an object, false: an array.
  const stack: boolean[] = [];
  let at = blankEnd(text, 0);
  // What may come next: a value, a value or `]`, a key, a key or `}`, or a comma or the closing bracket.
  let expect: 'value' | 'element' | 'key' | 'member' | 'after' = 'value';
  const fault = (message: string): ScanFault => ({ message, offset: at });

  const close = (): void => {
    events.close?.(at);
    stack.pop();
    at = blankEnd(text, at + 1);
    expect = 'after';
  };

  for (;;) {
    const character = text[at];
    if (events.done?.() === true) return undefined;
    if (expect === 'after') {
      const inObject = stack.at(-1);
      if (inObject === undefined)
        return at >= text.length ? undefined : fault('something follows the document');
      if (character === ',') {
        at = blankEnd(text, at + 1);
        expect = inObject ? 'key' : 'value';
      } else if (character === (inObject ? '}' : ']')) close();
      else
        return fault(
          at >= text.length
            ? 'the document ends too early'
            : `a comma or ${inObject ? '}' : ']'} was expected here`,
        );
    } else if (expect === 'key' || expect === 'member') {
      if (expect === 'member' && character === '}') close();
      else if (character === '"') {
        const end = stringEnd(text, at + 1);
        if (typeof end !== 'number') return end;
        events.key?.(text.slice(at + 1, end - 1), at);
        at = blankEnd(text, end);
        if (text[at] !== ':') return fault('a colon was expected here');
        at = blankEnd(text, at + 1);
        expect = 'value';
      } else return fault("a member's name in quotes was expected here");
    } else if (character === '{' || character === '[') {
      const object = character === '{';
      events.open?.(object ? 'object' : 'array', at);
      stack.push(object);
      at = blankEnd(text, at + 1);
      expect = object ? 'member' : 'element';
    } else if (expect === 'element' && character === ']') close();
    else {
      const end = scalarEnd(text, at);
      if (typeof end !== 'number') return end;
      events.scalar?.(at);
      at = blankEnd(text, end);
      expect = 'after';
    }
  }
};

/** A member's name as JSON.parse would give it. */
export const keyText = (raw: string): string =>
  raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
