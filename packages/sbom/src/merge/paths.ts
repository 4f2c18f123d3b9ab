import { containersOf } from '../bill/container.ts';
import { exactKey, strongHashes } from '../bill/identity.ts';
import type { Component } from '../bill/types.ts';
import type { MergeInput } from './types.ts';

/** What documents say of one path. */
type Path = {
  /** The last document that names it: a second time there, it is another file. */
  seenBy: number;
  repeated: boolean;
  readonly containers: Set<string>;
  /** Values by algorithm. */
  readonly hashes: Map<string, Set<string>>;
};

const note = (path: Path, component: Component, container: string, index: number): void => {
  path.repeated ||= path.seenBy === index;
  path.seenBy = index;
  if (container !== '') path.containers.add(container);
  for (const { algorithm, value } of strongHashes(component)) {
    const values = path.hashes.get(algorithm) ?? new Set();
    path.hashes.set(algorithm, values.add(value));
  }
};

/** Whether the path alone does not tell which file is meant. */
const isAmbiguous = ({ repeated, containers, hashes }: Path): boolean =>
  repeated || (containers.size > 1 && [...hashes.values()].some((values) => values.size > 1));

/**
 * What names a file in several documents about one artifact: its path, for documents differ in what they take it for a part of.
 * Where that cannot be all (one document has the path twice, or files of other content lie in other components: two wheels in the
 * wheel), also what it lies in.
 */
export const fileKeys = (
  inputs: readonly MergeInput[],
): ((component: Component, index: number) => string) => {
  const containers = inputs.map(({ bill }) => containersOf(bill));
  const paths = new Map<string, Path>();
  for (const [index, { bill }] of inputs.entries())
    for (const component of bill.components) {
      if (component.type !== 'file') continue;
      const path = paths.get(component.name) ?? {
        seenBy: -1,
        repeated: false,
        containers: new Set(),
        hashes: new Map(),
      };
      paths.set(component.name, path);
      note(path, component, containers[index]?.(component) ?? '', index);
    }
  return (component, index) => {
    const path = paths.get(component.name);
    const container = containers[index]?.(component) ?? '';
    const key = exactKey(component);
    return container === '' || path === undefined || !isAmbiguous(path) ? key : `${key} in ${container}`;
  };
};
