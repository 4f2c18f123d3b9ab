/** One thread of the actor system: its actors, its queue, and the ports to the other threads. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import {
  type Address,
  type Envelope,
  kindAt,
  MAX_THREADS,
  type Receive,
  type Self,
  threadOf,
} from './actor.ts';

export type ThreadStart = {
  readonly index: number;
  readonly threads: number;
  readonly modules: readonly string[];
  /** By the number of the other thread; the own place is empty. */
  readonly ports: readonly (MessagePort | undefined)[];
};

const { index, threads, modules, ports } = workerData as ThreadStart;

/** What the main thread says. */
export type Order =
  | {
      readonly kind: 'prepare';
      /** Messages for another thread are collected and posted once per turn; else each by itself, as programs usually do. */
      readonly batches: boolean;
    }
  | { readonly kind: 'root'; readonly envelope: Envelope };

const tellMain = (message: unknown): void => {
  parentPort?.postMessage(message, []);
};

const actors = new Map<Address, Receive>();
const outboxes: Envelope[][] = Array.from({ length: threads }, () => []);
let inbox: Envelope[] = [];
let scheduled = false;
let made = 0;
let batches = false;

/** Handles all that waits, then what came of it, for at most so many messages; then posts what is for others. */
const TURN = 1000;

const deliver = (envelope: Envelope): void => {
  if ('message' in envelope) {
    const receive = actors.get(envelope.to) as ((message: unknown) => void) | undefined;
    if (receive === undefined) throw new Error(`no actor ${envelope.to}`);
    receive(envelope.message);
    return;
  }
  const { to, url, name, args } = envelope;
  actors.set(to, kindAt(url, name).make(selfOf(to), ...(args as never[])));
};

const turn = (): void => {
  scheduled = false;
  let handled = 0;
  while (inbox.length > 0 && handled < TURN) {
    const batch = inbox;
    inbox = [];
    for (const envelope of batch) deliver(envelope);
    handled += batch.length;
  }
  for (const [thread, outbox] of outboxes.entries()) {
    if (outbox.length === 0) continue;
    ports[thread]?.postMessage(outbox);
    outboxes[thread] = [];
  }
  if (inbox.length > 0) soon();
};

const soon = (): void => {
  if (scheduled) return;
  scheduled = true;
  setImmediate(turn);
};

const put = (envelope: Envelope): void => {
  const thread = threadOf(envelope.to);
  if (thread === index) inbox.push(envelope);
  else if (batches) outboxes[thread]?.push(envelope);
  else ports[thread]?.postMessage([envelope]);
};

/** Unique without asking anybody: the thread that makes it, its count, and where the actor will live. */
const newAddress = (): Address => {
  made += 1;
  const thread = (index + made) % threads;
  return thread + MAX_THREADS * (index + MAX_THREADS * made);
};

const selfOf = (address: Address): Self => ({
  address,
  send: (to, message) => {
    put({ to, message });
  },
  create: (kind, ...args) => {
    const to = newAddress();
    put({ to, url: kind.url, name: kind.name, args });
    return to;
  },
  finish: (result) => {
    tellMain({ result });
  },
});

const receiveBatch = (batch: readonly Envelope[]): void => {
  for (const envelope of batch) inbox.push(envelope);
  // At once: what is answered goes out with this turn.
  turn();
};

for (const module of modules) await import(module);
for (const port of ports) port?.on('message', receiveBatch);
parentPort?.on('message', (order: Order) => {
  if (order.kind === 'root') {
    receiveBatch([order.envelope]);
    return;
  }
  actors.clear();
  // Every run lays its actors out alike.
  made = 0;
  ({ batches } = order);
  tellMain('ready');
});
tellMain('ready');
