import type { Bill } from '../bill/types.ts';
import type { DeclaredDocument } from './declared.ts';
import { declaredIn, purlOf } from './ladder/declared.ts';
import type { Identified } from './ladder/identify.ts';

/**
 * The documents with a purl for what they declare without one and a binary was found to be, so that the two become one component.
 */
export const adoptIdentities = (
  documents: readonly DeclaredDocument[],
  identified: readonly Identified[],
): readonly DeclaredDocument[] => {
  const used = new Set(
    identified.flatMap(({ claims, linked }) =>
      [...claims, ...linked].flatMap(({ rung, purl }) =>
        rung === 'declared' && purl !== undefined ? [purl] : [],
      ),
    ),
  );
  return documents.map((document) => {
    const named = new Map(declaredIn(document.bill, document.label).map((item) => [item.ref, purlOf(item)]));
    const components: Bill['components'] = document.bill.components.map((component) => {
      const purl = component.purl === undefined ? named.get(component.ref) : undefined;
      return purl !== undefined && used.has(purl) ? { ...component, purl } : component;
    });
    return { ...document, bill: { ...document.bill, components } };
  });
};
