import { builtInNames, nameSignal, type NameSignal } from '../../names/index.ts';
import { type NamedProject, namesIn } from '../../names/sources/index.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Observation, type Place, placeAt } from '../rule.ts';

/** A name that looks like something else, and everywhere it stands. */
export type Suspect = {
  readonly name: string;
  readonly signal: NameSignal;
  readonly first: NamedProject;
  /** At most twenty others. */
  readonly others: readonly NamedProject[];
  /** It stands only in folders of tests, examples or other people's code. */
  readonly aside: boolean;
};

const MOST_OTHERS = 20;

/** Names grouped, those of the project proper first. */
export const groupedNames = (view: RepositoryView): ReadonlyMap<string, readonly NamedProject[]> => {
  const groups = new Map<string, NamedProject[]>();
  const { projects, own } = view.once(namesIn);
  for (const one of projects) {
    if (!one.valid || own.has(one.name)) continue;
    const group = groups.get(one.name);
    if (group === undefined) groups.set(one.name, [one]);
    else group.push(one);
  }
  for (const group of groups.values())
    group.sort((a, b) => Number(a.aside !== undefined) - Number(b.aside !== undefined));
  return groups;
};

/** The names of a repository that look like something else: `view.once(suspectsIn)`. */
export const suspectsIn = (view: RepositoryView): readonly Suspect[] => {
  const popular = view.outside.popular ?? builtInNames();
  const found: Suspect[] = [];
  for (const [name, [first, ...others]] of view.once(groupedNames)) {
    const signal = first && nameSignal(name, popular);
    if (first === undefined || signal === undefined) continue;
    found.push({
      name,
      signal,
      first,
      others: others.slice(0, MOST_OTHERS),
      aside: first.aside !== undefined,
    });
  }
  return found;
};

/** Suspects of one kind. */
export const suspectsOf = <Kind extends NameSignal['kind']>(
  view: RepositoryView,
  kind: Kind,
): readonly (Suspect & { readonly signal: Extract<NameSignal, { readonly kind: Kind }> })[] =>
  view
    .once(suspectsIn)
    .filter(
      (one): one is Suspect & { signal: Extract<NameSignal, { kind: Kind }> } => one.signal.kind === kind,
    );

const placeOf = ({ at }: NamedProject): Place => placeAt(at.file, at.range);

/** Where a suspect stands, for an observation: first place, others, and `info` where it is nothing that the project itself installs. */
export const whereOf = ({
  name,
  first,
  others,
  aside,
}: Pick<Suspect, 'name' | 'first' | 'others' | 'aside'>): Pick<
  Observation,
  'at' | 'related' | 'severity' | 'key'
> => ({
  at: placeOf(first),
  ...(others.length > 0 && { related: others.map((one) => ({ ...placeOf(one), note: 'the same name' })) }),
  ...(aside && { severity: 'info' as const }),
  key: name,
});
