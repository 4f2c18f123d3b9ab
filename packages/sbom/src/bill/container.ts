import { createHash } from 'node:crypto';
import { exactKey } from './identity.ts';
import type { Bill, Component, Ref } from './types.ts';

/** Archives in archives: what lies deeper is told apart no further. */
const DEEPEST = 16;
const LONGEST = 200;

/** A name may be megabytes long, and very many files may lie in what bears it. */
const short = (text: string): string =>
  text.length <= LONGEST ? text : createHash('sha256').update(text).digest('hex');

/**
 * For each component of a bill, a text that names what it lies in; empty for what lies in the artifact itself. Files below another
 * component than the root may be named from that component's own root (a wheel in the wheel): the same path may then stand below
 * several. Where an occurrence says where a file lies, its path is the artifact's.
 */
export const containersOf = (bill: Bill): ((component: Component) => string) => {
  const components = new Map(bill.components.map((component) => [component.ref, component]));
  const names = new Map<Ref, string>();
  const nameOf = (ref: Ref | undefined, depth: number): string => {
    const outer = ref === undefined || ref === bill.root ? undefined : components.get(ref);
    if (outer === undefined || depth >= DEEPEST) return '';
    const known = names.get(outer.ref);
    if (known !== undefined) return known;
    const around = nameOf(outer.parent, depth + 1);
    const name = short(around === '' ? exactKey(outer) : `${exactKey(outer)} in ${around}`);
    names.set(outer.ref, name);
    return name;
  };
  return ({ parent, evidence }) => ((evidence?.occurrences ?? []).length > 0 ? '' : nameOf(parent, 0));
};
