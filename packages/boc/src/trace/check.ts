import type { TraceEvent } from './record.ts';

/** Something in a trace that must not be. */
export type Violation = { readonly kind: 'overlap' | 'order' | 'lost' | 'twice'; readonly message: string };

type Life = {
  readonly name: string;
  readonly index: number;
  readonly writes: readonly number[];
  readonly reads: readonly number[];
  readonly scheduled: number;
  start: number;
  end: number;
};

type Holder = { readonly life: Life; readonly writes: boolean };

/** Which behaviours are known to have been scheduled before: one bit each. */
type Known = Uint32Array;

const includes = (known: Known, index: number): boolean =>
  (((known[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
const addTo = (known: Known, index: number): void => {
  known[index >>> 5] = (known[index >>> 5] ?? 0) | (1 << (index & 31));
};
const join = (into: Known, from: Known): void => {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (from[word] ?? 0);
};

const checkCown = (
  cown: number,
  holders: readonly Holder[],
  before: ReadonlyMap<Life, Known>,
  violations: Violation[],
): void => {
  const inOrder = holders.toSorted((a, b) => a.life.start - b.life.start);
  for (const [later, { life, writes }] of inOrder.entries()) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      const other = inOrder[earlier];
      if (other === undefined || (!writes && !other.writes)) continue;
      if (other.life.end > life.start)
        violations.push({
          kind: 'overlap',
          message: `${other.life.name} and ${life.name} held cown ${cown} at the same time`,
        });
      const known = before.get(other.life);
      if (known !== undefined && includes(known, life.index))
        violations.push({
          kind: 'order',
          message: `${life.name} was scheduled before ${other.life.name} on cown ${cown}, but ran after it`,
        });
    }
  }
};

const gather = (events: readonly TraceEvent[], violations: Violation[]): Map<string, Life> => {
  const lives = new Map<string, Life>();
  for (const event of events) {
    if (event.kind === 'schedule') {
      const { behaviour: name, writes, reads, clock: scheduled } = event;
      lives.set(name, {
        name,
        index: lives.size,
        writes,
        reads,
        scheduled,
        start: Number.POSITIVE_INFINITY,
        end: Number.POSITIVE_INFINITY,
      });
      continue;
    }
    const life = lives.get(event.behaviour);
    if (life === undefined)
      violations.push({ kind: 'lost', message: `${event.behaviour} ran, but nobody scheduled it` });
    else if (life[event.kind] !== Number.POSITIVE_INFINITY)
      violations.push({ kind: 'twice', message: `${event.behaviour} had two ${event.kind}s` });
    else life[event.kind] = event.clock;
  }
  return lives;
};

/** For each behaviour those whose scheduling happened before its own, through program order, scheduling, and cowns handed on. */
const happenedBefore = (events: readonly TraceEvent[], lives: Map<string, Life>): Map<Life, Known> => {
  const words = (lives.size + 31) >>> 5;
  const actors = new Map<string, Known>();
  const released = new Map<number, { write: Known; read: Known }>();
  const before = new Map<Life, Known>();
  const of = (actor: string): Known => {
    const known = actors.get(actor) ?? new Uint32Array(words);
    actors.set(actor, known);
    return known;
  };
  for (const event of events) {
    const life = lives.get(event.behaviour);
    if (life === undefined) continue;
    if (event.kind === 'schedule') {
      const by = of(event.by);
      before.set(life, by.slice());
      addTo(by, life.index);
      actors.set(life.name, by.slice());
    } else if (event.kind === 'start') {
      for (const cown of [...life.writes, ...life.reads]) {
        const left = released.get(cown);
        if (left === undefined) continue;
        join(of(life.name), left.write);
        if (life.writes.includes(cown)) join(of(life.name), left.read);
      }
    } else {
      for (const cown of [...life.writes, ...life.reads]) {
        const left = released.get(cown) ?? { write: new Uint32Array(words), read: new Uint32Array(words) };
        join(life.writes.includes(cown) ? left.write : left.read, of(life.name));
        released.set(cown, left);
      }
      actors.delete(life.name);
    }
  }
  return before;
};

/**
 * Looks through a trace for what behaviour-oriented concurrency rules out: two behaviours holding a cown at the same time (unless both read),
 * a behaviour that ran before one that shares a cown with it and whose scheduling happened before, and behaviours lost or run twice.
 * Memory grows with the square of the number of behaviours: for traces of up to some ten thousand.
 */
export const checkTrace = (trace: readonly TraceEvent[]): readonly Violation[] => {
  const events = trace.toSorted((a, b) => a.clock - b.clock);
  const violations: Violation[] = [];
  const lives = gather(events, violations);
  const before = happenedBefore(events, lives);
  const holders = new Map<number, Holder[]>();
  for (const life of lives.values()) {
    if (life.end === Number.POSITIVE_INFINITY)
      violations.push({ kind: 'lost', message: `${life.name} was scheduled, but did not run to its end` });
    for (const [cowns, writes] of [
      [life.writes, true],
      [life.reads, false],
    ] as const)
      for (const cown of cowns) {
        const list = holders.get(cown) ?? [];
        list.push({ life, writes });
        holders.set(cown, list);
      }
  }
  for (const [cown, list] of holders) checkCown(cown, list, before, violations);
  return violations;
};
