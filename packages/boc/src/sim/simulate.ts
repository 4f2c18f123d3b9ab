import { free } from '../arena/allocate.ts';
import {
  newRecord,
  READ,
  RECORD_CLASS,
  RECORD_CODE,
  RECORD_REQUESTS,
  REQUEST_COWN,
  REQUEST_MODE,
  REQUEST_WORDS,
  requestAt,
  setRequest,
  WRITE,
} from '../behaviour/record.ts';
import { COWN_LOW, COWN_REFS, newSlot } from '../cown/slot.ts';
import {
  BUMP,
  DOZE_EPOCH,
  EPOCH,
  HEAP,
  LIMIT,
  QUEUE_LENGTH,
  REFILL,
  RELEASING,
  SHUTDOWN,
  threadBase,
  WORKERS,
} from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';
import { dispatch } from '../queue/dispatch.ts';
import { anyQueued, steal, takeOwn } from '../queue/take.ts';
import { acquire } from '../schedule/acquire.ts';
import { release } from '../schedule/release.ts';
import { countAtomically, counterAt, isQuiet } from '../stats/counters.ts';
import { lookAs } from '../worker/look.ts';
import { doze, endDoze, fallAsleep, wakeUp } from '../worker/park.ts';
import { checkTrace } from '../trace/check.ts';
import type { TraceEvent } from '../trace/record.ts';
import { checkEnd } from './invariants.ts';
import type { SimBehaviour, SimProgram } from './program.ts';
import { seeded } from './random.ts';
import { type SimOperation, type SimThread, type Stepper, stepper } from './stepper.ts';

export type SimOptions = { readonly seed: number; readonly program: SimProgram; readonly workers?: number };

export type SimResult = {
  /** What went wrong; the same seed and program show it again. */
  readonly violations: readonly string[];
  readonly trace: readonly TraceEvent[];
  /** Atomic steps, and how often another thread took over between two of them. */
  readonly steps: number;
  readonly switches: number;
};

const SCHEDULED = counterAt('scheduled');
const FINISHED = counterAt('finished');
const HEAP_WORDS = 8192;
/** How often a worker sleeps as one with asynchronous bodies does. */
const DOZING = 0.3;
/** More than any program of `randomProgram` can need: beyond it the run does not end. */
const MOST_STEPS = 200_000;

type World = {
  readonly program: SimProgram;
  readonly cowns: number[];
  readonly codes: SimBehaviour[];
  readonly names: Map<number, string>;
  readonly trace: TraceEvent[];
  clock: number;
  unfinished: number;
};

type Work = Generator<SimOperation, void, number>;
type Step = Generator<SimOperation, number, number>;

/** The value of a pure operation on the port. */
function* run(body: (port: Port) => number | void): Step {
  return yield { kind: 'run', run: (port) => body(port) ?? 0 };
}

function* scheduleOne(world: World, self: number, code: SimBehaviour, by: string): Step {
  const number = world.codes.push(code) - 1;
  const name = `b${number}`;
  const slotOf = (cown: number): number => world.cowns[cown] ?? 0;
  const asked = [
    ...code.writes.map((cown) => ({ slot: slotOf(cown), mode: WRITE })),
    ...code.reads.map((cown) => ({ slot: slotOf(cown), mode: READ })),
  ].sort((a, b) => a.slot - b.slot);
  const record = yield* run((port) => {
    const made = newRecord(port, self, asked.length, 0);
    for (const [index, { slot, mode }] of asked.entries()) setRequest(port, made, index, slot, mode);
    port.set(made + RECORD_CODE, number);
    return made;
  });
  world.unfinished += 1;
  world.clock += 1;
  world.trace.push({
    kind: 'schedule',
    clock: world.clock,
    behaviour: name,
    by,
    writes: code.writes,
    reads: code.reads,
  });
  yield* run((port) => {
    countAtomically(port, threadBase(self), SCHEDULED);
    if (acquire(port, self, record)) dispatch(port, self, record);
  });
  return record;
}

/** Runs a body in steps that others can come between: if two had a cown at once, an increment would be lost. */
function* runOne(world: World, self: number, record: number): Step {
  const number = yield* run((port) => port.get(record + RECORD_CODE));
  const code = world.codes[number] ?? { writes: [], reads: [], children: [] };
  const name = `b${number}`;
  const event = (kind: 'start' | 'end'): void => {
    world.clock += 1;
    world.trace.push({ kind, clock: world.clock, behaviour: name, thread: self });
  };
  event('start');
  const before: number[] = [];
  for (const cown of code.writes) {
    const at = (world.cowns[cown] ?? 0) + COWN_LOW;
    before.push(yield* run((port) => port.load(at)));
  }
  for (const child of code.children) yield* scheduleOne(world, self, child, name);
  for (const [index, cown] of code.writes.entries()) {
    const at = (world.cowns[cown] ?? 0) + COWN_LOW;
    yield* run((port) => {
      port.store(at, (before[index] ?? 0) + 1);
    });
  }
  event('end');
  const own = threadBase(self);
  const requests = yield* run((port) => {
    port.set(own + RELEASING, 1);
    return port.get(record + RECORD_REQUESTS);
  });
  for (let index = 0; index < requests; index += 1)
    yield* run((port) => {
      const request = requestAt(record, index);
      const slot = port.get(request + REQUEST_COWN);
      release(port, self, slot, port.get(request + REQUEST_MODE), dispatch);
      port.add(slot + COWN_REFS, -1);
    });
  yield* run((port) => {
    port.set(own + RELEASING, 0);
    // Whoever still looks at it shall find nonsense.
    for (let index = 0; index < requests; index += 1)
      for (let word = 0; word < REQUEST_WORDS; word += 1) port.set(requestAt(record, index) + word, -1);
    free(port, self, record, port.get(record + RECORD_CLASS));
    countAtomically(port, own, FINISHED);
  });
  world.unfinished -= 1;
  return 0;
}

function* mainWork(world: World): Work {
  for (const code of world.program.main) yield* scheduleOne(world, 0, code, 'thread:0');
}

/** @param random decides how a worker sleeps: real ones doze while asynchronous bodies are under way. */
function* workerWork(world: World, self: number, random: () => number): Work {
  for (;;) {
    const record = yield* run((port) => takeOwn(port, self) || steal(port, self));
    if (record !== 0) {
      yield* runOne(world, self, record);
      continue;
    }
    if ((yield* run((port) => port.load(SHUTDOWN))) === 1) return;
    if ((yield* run((port) => Number(lookAs(port, self, () => anyQueued(port))))) === 1) continue;
    const dozes = random() < DOZING;
    const seen = yield* run((port) => (dozes ? doze(port, self) : fallAsleep(port, self)) ?? -1);
    if (seen !== -1) yield { kind: 'park', at: dozes ? DOZE_EPOCH : EPOCH, seen };
    yield* run((port) => {
      if (dozes) endDoze(port, self);
      else wakeUp(port, self);
    });
  }
}

const threadOf = (name: string, work: Work): SimThread => ({
  name,
  work,
  operation: undefined,
  answers: [],
  state: 'ready',
  since: 0,
  parkedOn: 0,
});

const prepare = (world: World, { words }: Stepper, workers: number): void => {
  words[BUMP] = HEAP;
  words[LIMIT] = words.length;
  // Small batches, so that memory moves between threads in small programs too.
  words[REFILL] = 2;
  words[WORKERS] = workers;
  const plain: Port = {
    load: (at) => words[at] ?? 0,
    store: (at, value) => {
      words[at] = value;
    },
    add: (at, delta) => {
      const old = words[at] ?? 0;
      words[at] = old + delta;
      return old;
    },
    compareExchange: (at, expected, value) => {
      const old = words[at] ?? 0;
      if (old === expected) words[at] = value;
      return old;
    },
    get: (at) => words[at] ?? 0,
    set: (at, value) => {
      words[at] = value;
    },
    pause: () => {},
    notify: () => {},
    enter: () => {},
    leave: () => {},
  };
  for (let cown = 0; cown < world.program.cowns; cown += 1) world.cowns.push(newSlot(plain, 0, 1, 0, 0));
};

/**
 * Runs a program on simulated threads, all in this one: a seed decides before every atomic step who goes on. Checks that nothing gets stuck,
 * no wake-up and no behaviour is lost, values and order are right, and all bookkeeping balances.
 */
export const simulate = ({ seed, program, workers = 2 }: SimOptions): SimResult => {
  const random = seeded(seed);
  const world: World = {
    program,
    cowns: [],
    codes: [],
    names: new Map(),
    trace: [],
    clock: 0,
    unfinished: 0,
  };
  const threads: SimThread[] = [threadOf('main', mainWork(world))];
  for (let self = 1; self <= workers; self += 1)
    threads.push(threadOf(`worker ${self}`, workerWork(world, self, random)));
  const sim = stepper(HEAP + HEAP_WORDS, threads);
  prepare(world, sim, workers);
  // Long stretches find other errors than short ones: how long they are is the seed's choice, too.
  const stretch = [1, 3, 8, 20][Math.floor(random() * 4)] ?? 1;
  const violations: string[] = [];
  let switches = 0;
  for (;;) {
    const ready = threads.filter(
      ({ state, since }) => state === 'ready' || (state === 'spinning' && since !== sim.changes()),
    );
    const thread = ready[Math.floor(random() * ready.length)];
    if (thread === undefined) break;
    sim.advance(thread, 1 + Math.floor(random() * stretch));
    switches += 1;
    if (sim.steps() > MOST_STEPS) {
      violations.push('the run does not end');
      break;
    }
  }
  const { words } = sim;
  const quiet = isQuiet({ ...sim.port, load: (at) => words[at] ?? 0 }, workers + 1);
  if (world.unfinished > 0 || !quiet)
    violations.push(
      `stuck with ${world.unfinished} unfinished: ${threads.map(({ name, state }) => `${name} ${state}`).join(', ')}; queued ${threads.map((_, self) => words[threadBase(self) + QUEUE_LENGTH]).join(', ')}`,
    );
  for (const { message } of checkTrace(world.trace)) violations.push(message);
  violations.push(...checkEnd(words, world.cowns, world.codes, workers));
  return { violations, trace: world.trace, steps: sim.steps(), switches };
};
