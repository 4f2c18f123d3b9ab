import type { Component } from '../bill/types.ts';
import { type Observation, quote, type SbomContext } from '../rules/types.ts';

/** One element that a profile requires. `lacks` gives a sentence for each place where it is missing. */
export type ProfileElement = {
  /** As the profile names it: "Component Hash". */
  readonly name: string;
  /** The clause that requires it. */
  readonly clause: string;
  /** What to give; else as the profile's rule says. */
  readonly todo?: string;
  readonly lacks: (context: SbomContext) => Iterable<{ readonly pointer: string; readonly message: string }>;
};

const metadataPointer = ({ document }: SbomContext): string =>
  document.detection.kind === 'spdx' ? '/creationInfo' : '/metadata';

/** An element of the document as a whole. */
export const ofDocument = (
  name: string,
  clause: string,
  holds: (context: SbomContext) => boolean,
  todo?: string,
): ProfileElement => ({
  name,
  clause,
  ...(todo === undefined ? {} : { todo }),
  lacks: (context) =>
    holds(context) ? [] : [{ pointer: metadataPointer(context), message: `the document lacks: ${name}` }],
});

/** An element of every component. */
export const ofComponents = (
  name: string,
  clause: string,
  holds: (component: Component, context: SbomContext) => boolean,
  todo?: string,
): ProfileElement => ({
  name,
  clause,
  ...(todo === undefined ? {} : { todo }),
  lacks: function* (context) {
    for (const component of context.bill.components)
      if (!holds(component, context))
        yield {
          pointer: context.places.get(component.ref) ?? '',
          message: `the component ${quote(component.name)} lacks: ${name}`,
        };
  },
});

/** Judges a document by all elements of a profile: one finding for each element that is missing somewhere. */
export const judgeProfile = function* (
  context: SbomContext,
  elements: readonly ProfileElement[],
): Generator<Observation> {
  for (const element of elements)
    for (const { pointer, message } of element.lacks(context))
      yield {
        pointer,
        message: `${message} (${element.clause})`,
        group: element.name,
        ...(element.todo === undefined ? {} : { todo: element.todo }),
      };
};
