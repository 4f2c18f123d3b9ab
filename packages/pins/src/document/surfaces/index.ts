import type { RepositoryView } from '../../repository/view.ts';
import type { Surface } from '../types.ts';
import { ciSurfaces } from './ci.ts';
import { pythonSurfaces } from './python.ts';

/** Every surface on which something is leaned, in the order of the document. */
const all = (view: RepositoryView): readonly Surface[] =>
  [...ciSurfaces(view), ...pythonSurfaces(view)].filter(({ entries }) => entries.length > 0);

export const surfacesOf = (view: RepositoryView): readonly Surface[] => view.once(all);
