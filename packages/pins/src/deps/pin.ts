import type { Requirement } from '@custody/python';
import type { Install, InstallSpec } from '../installs/types.ts';
import type { RepositoryView } from '../repository/view.ts';
import { hashesOf, indexEntries, type RequirementsFile, requirementFilesIn } from './requirement-files.ts';

/** The one version that a requirement asks for. */
export const pinOf = ({ target }: Pick<Requirement, 'target'>): string | undefined => {
  if (target.kind !== 'versions') return undefined;
  return target.specifiers.specifiers.find(
    (one) => one.operator === '===' || (one.operator === '==' && one.kind === 'version'),
  )?.text;
};

/** How far what is installed is fixed: to its bytes, to a version, or not at all. */
export type Hold = 'hashed' | 'pinned' | 'open';

type Constraint = { readonly hashed: boolean; readonly pinned: boolean };

const constraintsOf = (view: RepositoryView): Map<string, ReadonlyMap<string, Constraint>> => {
  const found = new Map<string, ReadonlyMap<string, Constraint>>();
  const files = new Map(view.once(requirementFilesIn).map((one) => [one.file.path, one]));
  for (const [path, file] of files) found.set(path, constraintsIn(file, files));
  return found;
};

const constraintsIn = (
  file: RequirementsFile,
  files: ReadonlyMap<string, RequirementsFile>,
): ReadonlyMap<string, Constraint> => {
  const held = new Map<string, Constraint>();
  for (const one of [file, ...file.includes.flatMap(({ path }) => files.get(path) ?? [])])
    for (const entry of indexEntries(one))
      held.set(entry.requirement.name, {
        hashed: hashesOf(entry).length > 0,
        pinned: pinOf(entry.requirement) !== undefined,
      });
  return held;
};

const constraintOf = (view: RepositoryView, install: Install, name: string): Constraint | undefined => {
  const known = view.once(constraintsOf);
  for (const spec of install.specs) {
    if (spec.kind !== 'file' || spec.of !== 'constraints' || spec.path === undefined) continue;
    const found = known.get(spec.path)?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** How far a requirement on a command's line is held, its constraints included. */
export const holdOf = (
  view: RepositoryView,
  install: Install,
  spec: Extract<InstallSpec, { readonly kind: 'requirement' }>,
): Hold => {
  const constraint = constraintOf(view, install, spec.requirement.name);
  if (constraint?.hashed === true) return 'hashed';
  return pinOf(spec.requirement) !== undefined || constraint?.pinned === true ? 'pinned' : 'open';
};

/** Whether a constraints file narrows the install. */
export const isConstrained = ({ specs }: Install): boolean =>
  specs.some((one) => one.kind === 'file' && one.of === 'constraints');
