import { behaviour, noticeRead, noticeUpdate, noticeWrite, when } from '@custody/boc';

/** So many divisors are tried between two looks at the noticeboard. */
export const STRIDE = 5000;

/** Looks for a factor from `at` on, one stride at a time, until it finds one, somebody else has, or `end` is reached. */
export const search = behaviour(import.meta.url, 'search', (n: number, at: number, end: number): void => {
  if (noticeRead('factor') !== undefined) return;
  noticeUpdate('strides', (strides: number) => strides + 1, 0);
  const until = Math.min(at + STRIDE, end);
  for (let divisor = at; divisor < until; divisor += 1)
    if (n % divisor === 0) {
      noticeWrite('factor', divisor);
      return;
    }
  if (until < end) when().post(search, n, until, end);
});
