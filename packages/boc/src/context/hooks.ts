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
  /** The main thread has queued something for itself. */
  queuedHere: () => void;
};

/** Tells of an exception that nobody looked at. Never throws: what a callback does must not leave a behaviour half ended. */
export const tellOf = (error: unknown): void => {
  try {
    hooks.unobserved(error);
  } catch (thrown) {
    // Not swallowed either: it comes up where nothing of ours is under way.
    setImmediate(() => {
      throw thrown;
    });
  }
};

export const hooks: Hooks = {
  scheduled: () => {},
  unobserved: () => {},
  unpin: () => {},
  settled: () => {},
  queuedHere: () => {},
};
