import { createScanner, type Scanner } from './scan.ts';
import { type Mark, SIGNATURES, type Signature } from './signatures.ts';

/** A library whose own strings were seen in a binary. */
export type Observation = {
  readonly library: string;
  /** As upstream writes it; absent where the library is there but its version is not certain. */
  readonly version?: string;
  /** Byte offset of the string that gave it. */
  readonly offset: number;
  /** The strings seen, without control characters. */
  readonly witnesses: readonly string[];
  /** `high`: two independent strings; `medium`: one, or a bare number; `low`: no version. */
  readonly confidence: 'high' | 'medium' | 'low';
};

/** Gathers observations from the bytes of one binary, in order and in pieces of any size. */
export type Observer = {
  readonly push: (chunk: Uint8Array) => void;
  /** Sorted by library, then version; the same whatever the pieces were. */
  readonly finish: () => readonly Observation[];
};

const BEHIND = 24;
const AHEAD = 192;
const WINDOW = 256 * 1024;
/** A hostile binary can repeat an anchor endlessly: so many of its places are looked at. */
const LOOKS_MAX = 1024;
const VERSIONS_MAX = 16;

type Role = { readonly signature: number; readonly kind: 'mark' | 'witness' | 'number'; readonly mark: Mark };
/** What was found first, and the texts of every anchor that agrees. */
type Seen = { readonly offset: number; readonly texts: Map<string, string> };
type State = {
  readonly versions: Map<string, Seen>;
  readonly numbers: Map<string, Seen>;
  readonly witnesses: Set<string>;
  unversioned: Seen | undefined;
  looks: number;
};

const ROLES: readonly Role[] = SIGNATURES.flatMap(({ marks, witnesses, numbers = [] }, signature) => [
  ...marks.map((mark) => ({ signature, kind: 'mark' as const, mark })),
  ...witnesses.map((anchor) => ({ signature, kind: 'witness' as const, mark: { anchor } })),
  ...numbers.map((mark) => ({ signature, kind: 'number' as const, mark })),
]);
let built: Scanner | undefined;
/** Built when a binary is first looked at: most runs look at none. */
const scanner = (): Scanner =>
  (built ??= createScanner(ROLES.map(({ mark }) => Buffer.from(mark.anchor, 'latin1'))));

const shown = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').trim();

const note = (map: Map<string, Seen>, key: string, offset: number, text: string, anchor: string): void => {
  const known = map.get(key);
  if (known !== undefined) known.texts.set(anchor, known.texts.get(anchor) ?? text);
  else if (map.size < VERSIONS_MAX) map.set(key, { offset, texts: new Map([[anchor, text]]) });
};

/** The mark in its surroundings: what stands there, and the version if it gives one; `undefined` where it does not match. */
const look = (
  mark: Mark,
  before: string,
  after: string,
): { text: string; version: string | undefined } | undefined => {
  const behind = mark.before?.exec(before);
  const ahead = mark.after?.exec(after);
  if (behind === null || ahead === null) return undefined;
  const text = ahead?.[0] ?? mark.anchor;
  const version = behind?.groups?.['version'];
  return {
    text: shown(version === undefined ? text : `${behind?.[0]}${text}`),
    version: ahead?.groups?.['version'] ?? version,
  };
};

const judge = (signature: Signature, state: State): readonly Observation[] => {
  const { library, alone, spell, plausible } = signature;
  const told = [...state.versions].map(([found, seen]) => ({ found, seen, bare: false }));
  // A bare number tells the version only of a library that is certainly there, and only where no other could.
  const { unversioned } = state;
  const anchored = unversioned !== undefined && state.witnesses.size > 0;
  if (told.length === 0 && anchored) {
    const [mark = ''] = unversioned.texts.values();
    const numbers = [...state.numbers].filter(([number]) => plausible?.(number, mark) ?? true);
    const [only] = numbers;
    if (only !== undefined && numbers.length === 1) told.push({ found: only[0], seen: only[1], bare: true });
  }

  const observations = told.flatMap(({ found, seen, bare }): readonly Observation[] => {
    const texts = [
      ...seen.texts.values(),
      ...(bare ? (unversioned?.texts.values() ?? []) : []),
      ...state.witnesses,
    ];
    const strong = !bare && (state.witnesses.size > 0 || seen.texts.size > 1);
    if (!strong && !bare && alone === undefined) return [];
    return [
      {
        library,
        version: spell === undefined ? found : spell(found),
        offset: seen.offset,
        witnesses: texts,
        confidence: strong ? 'high' : 'medium',
      },
    ];
  });
  if (observations.length === 0 && anchored)
    return [
      {
        library,
        offset: unversioned.offset,
        witnesses: [...unversioned.texts.values(), ...state.witnesses],
        confidence: 'low',
      },
    ];
  return observations;
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Windows that no observer has now: left to the garbage collector, a wheel's worth of them piles up. A thread rarely needs two. */
const idle: Buffer[] = [];
const MOST_IDLE = 2;

/** What stands before the binary reads as NUL; the rest is written before it is read. */
const takeWindow = (): Buffer => idle.pop()?.fill(0, 0, BEHIND) ?? Buffer.alloc(BEHIND + WINDOW + AHEAD);

/**
 * Looks for strings that well-known libraries put into every binary built from them, in one pass with bounded memory.
 * An observation is evidence, not proof: a library without such strings is not seen, and strings can be planted.
 */
export const createObserver = (): Observer => {
  const window = takeWindow();
  let filled = BEHIND;
  let result: readonly Observation[] | undefined;
  /** Offset in the binary of the window's first byte; what lies before the binary reads as NUL. */
  let base = -BEHIND;
  const states = SIGNATURES.map(
    (): State => ({
      versions: new Map(),
      numbers: new Map(),
      witnesses: new Set(),
      unversioned: undefined,
      looks: 0,
    }),
  );

  const found = (anchor: number, at: number): void => {
    const role = ROLES[anchor];
    const state = role === undefined ? undefined : states[role.signature];
    if (role === undefined || state === undefined) return;
    if (role.kind === 'witness') {
      state.witnesses.add(shown(role.mark.anchor));
      return;
    }
    if (++state.looks > LOOKS_MAX) return;
    const seen = look(
      role.mark,
      window.toString('latin1', at - BEHIND, at),
      window.toString('latin1', at, at + AHEAD),
    );
    if (seen === undefined) return;
    const offset = base + at;
    if (seen.version === undefined)
      state.unversioned ??= { offset, texts: new Map([[role.mark.anchor, seen.text]]) };
    else
      note(
        role.kind === 'mark' ? state.versions : state.numbers,
        seen.version,
        offset,
        seen.text,
        role.mark.anchor,
      );
  };
  const scanTo = (end: number): void => {
    scanner()(window, BEHIND, end, found);
    window.copyWithin(0, end - BEHIND, filled);
    base += end - BEHIND;
    filled -= end - BEHIND;
  };

  return {
    push: (chunk) => {
      if (result !== undefined) throw new Error('an observer that has finished takes no more');
      let taken = 0;
      while (taken < chunk.length) {
        const part = chunk.subarray(taken, taken + window.length - filled);
        window.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === window.length) scanTo(filled - AHEAD);
      }
    },
    finish: () => {
      if (result !== undefined) return result;
      // The end of the binary closes a string as well as a NUL does; what an earlier window left there must not be read.
      window.fill(0, filled);
      scanTo(filled);
      if (idle.length < MOST_IDLE) idle.push(window);
      result = states
        .flatMap((state, index) => {
          const signature = SIGNATURES[index];
          return signature === undefined ? [] : judge(signature, state);
        })
        .sort((a, b) => byText(a.library, b.library) || byText(a.version ?? '', b.version ?? ''));
      return result;
    },
  };
};
