/**
 * Actors over message ports: what the Savina benches are held against. As fast as it can be made without sharing memory: a message to an
 * actor on the same thread is only queued, not copied; messages to another thread can be collected and posted together, once per turn.
 */

/** Which actor: its thread (from 0) in the lowest bits, its number above. */
export type Address = number;

export const MAX_THREADS = 64;
export const threadOf = (address: Address): number => address % MAX_THREADS;

/** What an actor can do while it handles a message. */
export type Self = {
  readonly address: Address;
  readonly send: (to: Address, message: unknown) => void;
  /** Makes an actor on the next thread in turn; it has its first message after this one was handled. */
  readonly create: <A extends readonly unknown[]>(kind: ActorKind<A>, ...args: A) => Address;
  /** Tells the main thread the result. */
  readonly finish: (result: unknown) => void;
};

export type Receive = (message: never) => void;

/** A kind of actor that every thread can find: by the module that defines it, and its name there. */
export type ActorKind<A extends readonly unknown[]> = {
  readonly url: string;
  readonly name: string;
  readonly make: (self: Self, ...args: A) => Receive;
};

type Making = { readonly make: (self: Self, ...args: never[]) => Receive };
const kinds = new Map<string, Making>();
const keyOf = (url: string, name: string): string => `${url}#${name}`;

/** Defines a kind: `make` is called with what `create` was given, and answers what receives its messages. */
export const actor = <A extends readonly unknown[]>(
  url: string,
  name: string,
  make: (self: Self, ...args: A) => Receive,
): ActorKind<A> => {
  // What arrives from another thread has lost its type: that it fits is the sender's business.
  kinds.set(keyOf(url, name), { make: (self, ...args) => make(self, ...(args as unknown as A)) });
  return { url, name, make };
};

export const kindAt = (url: string, name: string): Making => {
  const found = kinds.get(keyOf(url, name));
  if (found === undefined) throw new Error(`${url} defines no actor "${name}"`);
  return found;
};

/** What goes from thread to thread: an actor to be made, or a message for one. */
export type Envelope =
  | { readonly to: Address; readonly message: unknown }
  | { readonly to: Address; readonly url: string; readonly name: string; readonly args: readonly unknown[] };
