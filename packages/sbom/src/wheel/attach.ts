import type { Bill } from '../bill/types.ts';
import { reachableFrom } from '../rules/reachable-components.ts';

/**
 * The bill with everything in it reachable from the root (PEP 770, "SBOM data interoperability"): what a document lists without
 * saying what needs it is needed by the root, for in its wheel it is.
 */
export const attachLoose = (bill: Bill): Bill => {
  const { root } = bill;
  if (root === undefined) return bill;
  const reached = reachableFrom(bill, root);
  const loose = bill.components.filter(({ ref }) => !reached.has(ref));
  if (loose.length === 0) return bill;
  const refs = new Set(loose.map(({ ref }) => ref));
  const needed = new Set(
    bill.dependencies
      .filter(({ ref }) => refs.has(ref))
      .flatMap(({ ref, dependsOn }) => dependsOn.filter((need) => need !== ref)),
  );
  const heads = loose.filter(
    ({ ref, parent }) => !needed.has(ref) && (parent === undefined || !refs.has(parent)),
  );
  // A ring has no head: then all of it hangs on the root.
  const dependsOn = (heads.length > 0 ? heads : loose).map(({ ref }) => ref);
  const attached = { ...bill, dependencies: [...bill.dependencies, { ref: root, dependsOn }] };
  return heads.length === 0 ? attached : attachRings(attached, root);
};

const attachRings = (bill: Bill, root: string): Bill => {
  const reached = reachableFrom(bill, root);
  const rings = bill.components.filter(({ ref }) => !reached.has(ref)).map(({ ref }) => ref);
  return rings.length === 0
    ? bill
    : { ...bill, dependencies: [...bill.dependencies, { ref: root, dependsOn: rings }] };
};
