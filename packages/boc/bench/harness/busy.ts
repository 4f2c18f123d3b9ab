/** Keeps a thread busy, with a result that nobody can leave out. */
export const busy = (loops: number): number => {
  let found = 0;
  for (let loop = 1; loop <= loops; loop += 1) found = (Math.imul(found, 31) + loop) | 0;
  return found;
};
