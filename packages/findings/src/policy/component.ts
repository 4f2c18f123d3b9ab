import type { AdvisoryFact, ComponentFact } from '../types.ts';
import { glob } from './glob.ts';
import type { Ignore, ThresholdException } from './types.ts';

/** Whether a version is in a set, by the rules of its ecosystem; undefined where that cannot be said. */
export type VersionIn = (ecosystem: string, set: string, version: string) => boolean | undefined;

/** What a result is about, as far as conditions ask for it. */
export type About = { readonly component?: ComponentFact; readonly advisory?: AdvisoryFact };

type Conditions = Pick<Ignore, 'advisory' | 'package' | 'version' | 'environment' | 'group'> &
  Partial<ThresholdException>;

const every = (items: readonly string[] | undefined, fits: (item: string) => boolean): boolean =>
  items !== undefined && items.length > 0 && items.every(fits);

/**
 * Compiles conditions on the component and the flaw. A condition on what is absent does not hold: an ignore for one
 * version covers nothing whose version is not known, nor anything where nobody can tell.
 */
export const aboutMatcher = (wanted: Conditions, versionIn?: VersionIn): ((about: About) => boolean) => {
  const id = wanted.advisory?.toUpperCase();
  const name = wanted.package === undefined ? undefined : glob(wanted.package);
  const environment = wanted.environment === undefined ? undefined : glob(wanted.environment);
  const group = wanted.group === undefined ? undefined : glob(wanted.group);
  const { version } = wanted;
  const admits = (component: ComponentFact | undefined): boolean =>
    version === undefined ||
    (component?.ecosystem !== undefined &&
      component.version !== undefined &&
      versionIn?.(component.ecosystem, version, component.version) === true);
  return ({ component, advisory }) =>
    (id === undefined || advisory?.ids.some((one) => one.toUpperCase() === id) === true) &&
    (name === undefined || (component !== undefined && name(component.name))) &&
    (environment === undefined || every(component?.environments, environment)) &&
    (group === undefined || every(component?.groups, group)) &&
    admits(component);
};
