/** What the layers below call upwards; the main thread and the workers put in their own. */
export type Hooks = {
  /** A behaviour is being scheduled on the main thread: start, pump. Internal ones are reads of the runtime's own. */
  scheduled: (internal: boolean) => void;
  /** An exception that nobody looked at was dropped with its result. */
  unobserved: (error: unknown) => void;
  /** A pinned cown has no reference left; only the main thread has its value, and frees it. */
  unpin: (slot: number) => void;
  /** An asynchronous body has ended: its thread's loop may have gone to sleep meanwhile. */
  settled: () => void;
};

export const hooks: Hooks = {
  scheduled: () => {},
  unobserved: () => {},
  unpin: () => {},
  settled: () => {},
};
