/**
 * The map of the shared memory, in 32-bit words. Words that different threads write often stand 16 words (64 bytes) apart,
 * so that they do not share a cache line.
 */

/** Bumped to wake a parked worker; how many are parked with nothing else to do. */
export const EPOCH = 16;
export const SLEEPERS = 32;
/** 1 while a wake-up is under way: whoever it reaches looks into all queues, so no second one is sent meanwhile. */
export const WAKING = 33;
/** As EPOCH and SLEEPERS, for workers that sleep in the midst of asynchronous bodies: they may be computing for one. */
export const DOZE_EPOCH = 34;
export const DOZERS = 35;
/** The worker that looks around for work (its number and one): one is enough to find it, two would be in each other's way. */
export const LOOKER = 112;
/** Bumped to wake the main thread; 1 while it sleeps. */
export const MAIN_EPOCH = 48;
export const MAIN_SLEEPING = 64;
/** First word of the heap never handed out, and its end. */
export const BUMP = 80;
export const LIMIT = 81;
/** How many worker threads there are; 0 runs everything on the main thread. */
export const WORKERS = 96;
/** 1 while behaviours that have not begun are to be dropped instead of run. */
export const DROPPING = 97;
/** 1 when workers shall leave their loop. */
export const SHUTDOWN = 98;
/** How many blocks a thread takes from, or gives back to, the common lists at once. */
export const REFILL = 99;
/** 1 when no more behaviours may be scheduled. */
export const CLOSED = 101;
/** 1: references that were changed outside ownership are looked for. */
export const STRICT = 102;
/** 1: every schedule, start and end is recorded. */
export const TRACING = 103;
export const CLOCK = 120;
/** The append-only log of names (codes, shapes, tags): lock, first, last, count. */
export const LOG_LOCK = 128;
export const LOG_FIRST = 129;
export const LOG_LAST = 130;
export const LOG_COUNT = 131;
/** The noticeboard: lock, version, entries in use. */
export const BOARD_LOCK = 144;
export const BOARD_VERSION = 145;
/** Messages: lock, bumped by every send. */
export const MAIL_LOCK = 160;
export const MAIL_EPOCH = 161;
/** Cowns whose values refer to cowns: lock, first, how many, and how many were left by the last search for rings. */
export const CONTAINERS_LOCK = 176;
export const CONTAINERS_FIRST = 177;
export const CONTAINERS_COUNT = 178;
export const CONTAINERS_LEFT = 179;
/** Held while memory is looked at as a whole: a thread without a behaviour in hand frees and schedules under it only. */
export const COLLECT_LOCK = 192;
/** Lists of free blocks, one per size class: lock, head. */
export const FREE_LISTS = 256;
export const FREE_LIST_WORDS = 16;
/** 64 notices of 4 words: key (a log number, 0 is none), tag, and two words of value. */
export const BOARD = 1280;
export const BOARD_ENTRY_WORDS = 4;
export const BOARD_ENTRIES = 64;
/** Message queues by tag: 256 of 8 words: tag (a log number), first, last, length, sent ever, taken ever. */
export const MAIL = 1536;
export const MAIL_QUEUE_WORDS = 8;
export const MAIL_QUEUES = 256;
export const THREADS = 4096;
export const THREAD_WORDS = 128;
export const MAX_THREADS = 64;
export const HEAP = THREADS + MAX_THREADS * THREAD_WORDS;

/** Inside a thread's own block. The main thread has number 0. */
export const QUEUE_LOCK = 0;
export const QUEUE_HEAD = 1;
export const QUEUE_TAIL = 2;
export const QUEUE_LENGTH = 3;
/** How many behaviours were ever put into this queue and taken out of it, by whomever; under its lock. */
export const QUEUE_PUSHED = 4;
export const QUEUE_POPPED = 5;
/** The behaviour to run next, not visible to thieves; how many such ran in a row. */
export const PENDING = 16;
export const PENDING_RUN = 17;
/** 1 while the thread releases a finished behaviour: only then is a successor kept as pending. */
export const RELEASING = 18;
/** Where the next behaviour scheduled from outside goes. */
export const ROUND = 19;
export const SEQUENCE = 20;
/** How many values this thread has published, low and high word: kept here, so that a thread that takes a dead one's place goes on counting. */
export const PUBLISHED_LOW = 21;
export const PUBLISHED_HIGH = 22;
/** First page of the notes about what this thread's handles refer to. */
export const HANDLES = 23;
/** 1 while the thread looks around for work, and surely looks again before it does anything else. */
export const LOOKING = 24;
/** 1 while the thread is at a step that must not be left half done; 1 once it may begin no other, for it is to be ended. */
export const INSIDE = 25;
export const HALT = 26;
/** Which count of sleepers this thread is part of (the word of that count), or 0. */
export const ASLEEP = 27;
/** Behaviours this thread is running (several where bodies are asynchronous): what to settle should it die. */
export const ACTIVE = 32;
export const ACTIVE_SLOTS = 20;
/** Heads and lengths of this thread's own lists of free blocks. */
export const CACHES = 80;
export const CACHED_CLASSES = 14;
/** Counters, each written by this thread alone. */
export const COUNTERS = 108;

export const threadBase = (thread: number): number => THREADS + thread * THREAD_WORDS;
