/** Does something `times` times, never more than `width` at the same time, and answers how often it was done. */
export const inFlight = async (
  times: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> => {
  let begun = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (begun < times) {
      const index = begun;
      begun += 1;
      await work(index);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return done;
};
