import type { Splice } from '../fix/apply.ts';
import { insertAfter, insertFirst } from '../fix/insert.ts';
import type { Step } from './types.ts';

/** The splice that gives a step an input which it does not have. `undefined` where the step's form leaves no plain place for it. */
export const inputSplice = ({ node, inputsNode }: Step, name: string, value: string): Splice | undefined => {
  if (inputsNode !== undefined) return insertFirst(inputsNode, [`${name}: ${value}`]);
  const uses = node.byKey.get('uses');
  // A `with:` that is there and holds nothing would come twice.
  if (uses === undefined || node.byKey.has('with')) return undefined;
  return insertAfter(node, uses, ['with:', `  ${name}: ${value}`]);
};
