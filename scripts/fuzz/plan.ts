import type { FuzzTask } from './types.ts';

/** How many inputs a thread is given at a time. */
const CHUNK = 500;

/** Divides `inputs` among the targets by their shares, in chunks; every target gets at least one input. */
export const planTasks = (
  targets: readonly { readonly name: string; readonly share: number }[],
  inputs: number,
  seed: number,
): readonly FuzzTask[] => {
  const total = targets.reduce((sum, { share }) => sum + share, 0);
  return targets.flatMap(({ name, share }) => {
    const count = Math.max(1, Math.ceil((inputs * share) / total));
    return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => ({
      target: name,
      seed,
      from: i * CHUNK,
      to: Math.min(count, (i + 1) * CHUNK),
    }));
  });
};
