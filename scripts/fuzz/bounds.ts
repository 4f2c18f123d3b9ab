/** An input of at most this many bytes has to be done within the time below. */
export const SMALL_INPUT = 256 * 1024;

/** Milliseconds for a small input, best of five: a machine's hiccup is no defect. */
export const TIME_BOUND = 250;

/** Milliseconds after which an input that is still running is a hang: its thread is ended. */
export const HANG_BOUND = 10_000;

/** MiB of heap per worker, and of resident memory for the whole process. */
export const HEAP_BOUND = 384;
export const RSS_BOUND = 1024;
