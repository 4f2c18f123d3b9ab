import type { Bill } from '../bill/types.ts';

/**
 * Without the files below other components than the root: they are named from that component's own root (a wheel in the wheel,
 * an archive in the sources), and the same name may stand below several.
 */
export const withoutNestedFiles = (bill: Bill): Bill => {
  const nested = new Set(
    bill.components
      .filter(
        ({ type, parent, evidence }) =>
          type === 'file' &&
          parent !== undefined &&
          parent !== bill.root &&
          (evidence?.occurrences ?? []).length === 0,
      )
      .map(({ ref }) => ref),
  );
  if (nested.size === 0) return bill;
  const kept = (ref: string): boolean => !nested.has(ref);
  return {
    ...bill,
    components: bill.components.filter(({ ref }) => kept(ref)),
    dependencies: bill.dependencies
      .filter(({ ref }) => kept(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(kept) })),
  };
};
