/** A behaviour of a simulated program: which cowns (by number) it writes and reads, and what it schedules half-way through its body. */
export type SimBehaviour = {
  readonly writes: readonly number[];
  readonly reads: readonly number[];
  readonly children: readonly SimBehaviour[];
};

/** What the main thread schedules, in order. */
export type SimProgram = { readonly cowns: number; readonly main: readonly SimBehaviour[] };

const pick = (random: () => number, below: number): number => Math.floor(random() * below);

const randomBehaviour = (random: () => number, cowns: number, depth: number): SimBehaviour => {
  const writes: number[] = [];
  const reads: number[] = [];
  for (let cown = 0; cown < cowns; cown += 1) {
    const dice = random();
    if (dice < 0.4) writes.push(cown);
    else if (dice < 0.65) reads.push(cown);
  }
  const children = depth === 0 ? 0 : pick(random, 3);
  return {
    writes,
    reads,
    children: Array.from({ length: children }, () => randomBehaviour(random, cowns, depth - 1)),
  };
};

/** A small program that has everything in it: overlapping sets, readers, nested behaviours, behaviours without cowns. */
export const randomProgram = (random: () => number): SimProgram => {
  const cowns = 1 + pick(random, 3);
  return {
    cowns,
    main: Array.from({ length: 2 + pick(random, 3) }, () => randomBehaviour(random, cowns, 1)),
  };
};
