import { expect, test, vi } from 'vitest';
import { encode } from '../codec/value.ts';
import { joinMemory, thread } from '../context/thread.ts';
import { recall, remember } from './cache.ts';
import { newSlot } from './slot.ts';
import { NOTHING, publish, stored } from './store.ts';

test('a value published by the successor of a dead thread is never taken for one of its predecessor', async () => {
  const main = thread();
  const slot = newSlot(main.port, 0, 1, -1, 0);
  const before = joinMemory(main.buffer, 5);
  publish(before, slot, encode(before, { of: 'the first' }), NOTHING);
  remember(before, slot, 'remembered');
  expect(recall(before, slot)?.value).toBe('remembered');
  // Worker 5 dies; a thread with modules of its own takes its number, and publishes as its first value, too.
  vi.resetModules();
  const fresh = await import('./store.ts');
  const after = joinMemory(main.buffer, 5);
  fresh.publish(after, slot, encode(after, { of: 'the second' }), stored(after, slot));
  expect(recall(after, slot)).toBeUndefined();
});
