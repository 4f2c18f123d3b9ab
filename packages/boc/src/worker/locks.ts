import { CLASSES } from '../arena/classes.ts';
import { RECORD_REQUESTS, RECORD_RESULT, REQUEST_COWN, requestAt } from '../behaviour/record.ts';
import { repairContainers } from '../cown/containers.ts';
import { COWN_LOCK } from '../cown/slot.ts';
import type { Thread } from '../context/thread.ts';
import {
  BOARD_LOCK,
  COLLECT_LOCK,
  CONTAINERS_LOCK,
  FREE_LIST_WORDS,
  FREE_LISTS,
  LOG_LOCK,
  MAIL_LOCK,
  MAX_THREADS,
  QUEUE_LOCK,
  threadBase,
} from '../memory/layout.ts';
import { repairMail } from '../message/mail.ts';
import { repairQueue } from '../queue/list.ts';
import { repairLog } from '../registry/log.ts';
import { repairLine } from '../schedule/release.ts';

type Broken = { readonly at: number; readonly repair: () => void };

const nothing = (): void => {};

/** Every lock that is found without a behaviour, and how to put right what it guards. Free lists and notices are written so that nothing has to be. */
const commonLocks = (here: Thread): readonly Broken[] => [
  { at: LOG_LOCK, repair: () => repairLog(here) },
  { at: BOARD_LOCK, repair: nothing },
  { at: MAIL_LOCK, repair: () => repairMail(here) },
  { at: CONTAINERS_LOCK, repair: () => repairContainers(here) },
  { at: COLLECT_LOCK, repair: nothing },
  ...Array.from({ length: CLASSES }, (_, size) => ({
    at: FREE_LISTS + size * FREE_LIST_WORDS,
    repair: nothing,
  })),
  ...Array.from({ length: MAX_THREADS }, (_, index) => ({
    at: threadBase(index) + QUEUE_LOCK,
    repair: () => repairQueue(here.port, threadBase(index)),
  })),
];

/** Breaks the locks that a dead thread left behind; what they guard is put right first, while nobody else can come near. */
export const breakLocks = (here: Thread, index: number): number => {
  const left = commonLocks(here).filter(({ at }) => here.port.load(at) === index + 1);
  for (const { at, repair } of left) {
    repair();
    here.port.store(at, 0);
  }
  return left.length;
};

/** The same for the cowns of a behaviour that it was running. */
export const breakLocksOf = ({ port }: Thread, index: number, record: number): void => {
  const slots = [port.get(record + RECORD_RESULT)];
  for (let at = 0; at < port.get(record + RECORD_REQUESTS); at += 1)
    slots.push(port.get(requestAt(record, at) + REQUEST_COWN));
  for (const slot of slots) {
    if (slot === 0 || port.load(slot + COWN_LOCK) !== index + 1) continue;
    repairLine(port, slot);
    port.store(slot + COWN_LOCK, 0);
  }
};
