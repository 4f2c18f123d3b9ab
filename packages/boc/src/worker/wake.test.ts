import { afterEach, expect, test } from 'vitest';
import { cown, pinned, receive, send, start, stop, when } from '../index.ts';
import * as bodies from '../testing/behaviours.ts';
import { computeLater, Lengthy, scheduleWhenTold } from '../testing/mishaps.ts';

afterEach(() => stop());

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

test('behaviours do not wait for a worker that computes for an asynchronous body while another is idle', async () => {
  await start({ workers: 2 });
  const computing = when().run(computeLater);
  expect(await receive('computing', { timeout: 5000 })).toEqual(['computing', 1]);
  // So that the other one has gone to sleep.
  await pause(60);
  for (let burst = 1; burst <= 16; burst *= 2)
    await Promise.all(Array.from({ length: burst }, () => when(cown(0)).ask(bodies.increment, 1)));
  send('enough', 1);
  // It would have computed until its time was up.
  expect(await computing.get()).toBe('told');
});

test('what becomes ready for the main thread while that reads a cown is run', async () => {
  await start({ workers: 1 });
  const lengthy = cown<unknown>(new Lengthy());
  when().post(scheduleWhenTold, lengthy, pinned({}));
  // So that the main thread has nothing to look at any more.
  await pause(60);
  send('go', 1);
  await lengthy.get();
  expect(await receive('pinned', { timeout: 5000 })).toEqual(['pinned', 'ran']);
});
