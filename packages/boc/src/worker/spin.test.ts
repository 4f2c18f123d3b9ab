import { expect, test } from 'vitest';
import { learningSpin } from './spin.ts';

/** A clock that goes on by one with each glance, and a spin that counts how often it looks. */
const watched = (): { readonly vain: () => number; readonly finds: () => boolean } => {
  let time = 0;
  const spin = learningSpin(3, () => {
    time += 1;
    return time;
  });
  return {
    vain: () => {
      let looks = 0;
      spin.until(() => {
        looks += 1;
        return false;
      });
      return looks;
    },
    finds: () => spin.until(() => true),
  };
};

test('a spin that is in vain again and again looks once only, with a probe now and then', () => {
  const { vain, finds } = watched();
  const long = vain();
  expect(long).toBeGreaterThan(30);
  for (let n = 0; n < 7; n += 1) expect(vain()).toBe(long);
  for (let n = 0; n < 32; n += 1) expect(vain()).toBe(1);
  expect(vain()).toBe(long);
  expect(vain()).toBe(1);
  for (let n = 0; n < 40; n += 1) expect(finds()).toBe(true);
  // A probe has found something: it pays again.
  expect(vain()).toBe(long);
});
