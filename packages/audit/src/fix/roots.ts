import { type Requirement, readRequirementsFile, specifierSetText } from '@custody/python';
import { pyprojectItems } from '../edit/pyproject-items.ts';
import { textOf } from '../edit/text.ts';
import type { SubjectLocation } from '../subject/index.ts';
import { type Bound, boundOf } from './bounds.ts';
import type { RootBound } from './graph.ts';

/** What the lines of the project itself say: bounds, and extras that they ask for by name. */
export type RootNeeds = {
  readonly bounds: readonly RootBound[];
  readonly extras: readonly { readonly name: string; readonly extras: readonly string[] }[];
  /** Whether an installer takes only what is named here, by its hashes. */
  readonly closed: boolean;
};

/** A bound without its pins: those are what a plan moves. */
const withoutPins = (bound: Bound): Bound | undefined => {
  const rest = bound.specifiers.specifiers.filter(
    ({ kind, operator }) => !(operator === '===' || (operator === '==' && kind === 'version')),
  );
  if (rest.length === 0) return undefined;
  const specifiers = { ...bound.specifiers, specifiers: rest };
  return { ...bound, specifiers, text: `${bound.name}${specifierSetText(specifiers)}` };
};

const rootOf = (bound: Bound | undefined, location: SubjectLocation): readonly RootBound[] => {
  const rest = bound === undefined ? undefined : withoutPins(bound);
  return rest === undefined ? [] : [{ bound: rest, location }];
};

const ofRequirement = (requirement: Requirement): Bound | undefined =>
  requirement.target.kind === 'url'
    ? undefined
    : {
        name: requirement.name,
        specifiers: requirement.target.specifiers,
        text: requirement.name,
        extras: requirement.extras,
        ...(requirement.marker === undefined ? {} : { marker: requirement.marker }),
      };

/** What requirements and constraints files ask for. */
export const requirementsRoots = (files: Iterable<readonly [string, Uint8Array]>): RootNeeds => {
  const bounds: RootBound[] = [];
  const extras: { name: string; extras: readonly string[] }[] = [];
  let closed = false;
  for (const [file, bytes] of files) {
    const reading = readRequirementsFile(bytes);
    if (reading.kind === 'unreadable') continue;
    for (const entry of reading.entries) {
      closed ||= entry.options.some(({ name }) => name === '--hash' || name === '--require-hashes');
      if (entry.kind !== 'requirement') continue;
      const { requirement, line } = entry;
      if (requirement.extras.length > 0) extras.push({ name: requirement.name, extras: requirement.extras });
      bounds.push(...rootOf(ofRequirement(requirement), { file, position: { kind: 'text', line } }));
    }
  }
  return { bounds, extras, closed };
};

/** What a pyproject.toml asks for: of what it pins nothing but the rest of the clauses. */
export const pyprojectRoots = async (file: string, bytes: Uint8Array): Promise<RootNeeds> => {
  const text = textOf(bytes);
  const read = text === undefined ? undefined : await pyprojectItems(text);
  const items = read?.kind === 'items' ? read.items : [];
  const found = items.flatMap((item) => {
    const bound = boundOf(item.text);
    return bound === undefined ? [] : [{ bound, line: item.line }];
  });
  return {
    bounds: found.flatMap(({ bound, line }) => rootOf(bound, { file, position: { kind: 'text', line } })),
    extras: found.flatMap(({ bound }) => (bound.extras.length === 0 ? [] : [bound])),
    closed: false,
  };
};
