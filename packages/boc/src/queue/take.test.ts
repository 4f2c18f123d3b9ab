import { expect, test } from 'vitest';
import { newRecord } from '../behaviour/record.ts';
import { BUMP, HEAP, LIMIT, PENDING, PENDING_RUN, REFILL, threadBase, WORKERS } from '../memory/layout.ts';
import { realPort } from '../memory/port.ts';
import { append } from './list.ts';
import { steal, takeOwn } from './take.ts';

test('after a hundred in a row the queue has its turn, and the one pending can be stolen meanwhile', () => {
  const words = new Int32Array(new SharedArrayBuffer((HEAP + 4096) * 4));
  const port = realPort(words, 1);
  for (const [at, value] of [
    [BUMP, HEAP],
    [LIMIT, words.length],
    [REFILL, 4],
    [WORKERS, 2],
  ] as const)
    port.set(at, value);
  const own = threadBase(1);
  const [queued, pending] = [newRecord(port, 1, 0, 0), newRecord(port, 1, 0, 0)];
  append(port, 1, own, queued);
  port.set(own + PENDING, pending);
  port.set(own + PENDING_RUN, 100);
  expect(takeOwn(port, 1)).toBe(queued);
  expect(steal(port, 2)).toBe(pending);
  expect(takeOwn(port, 1)).toBe(0);
});
