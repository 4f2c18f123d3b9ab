import type { ComponentFact, Location } from '@custody/findings';
import { dependencyPath, type SubjectIndex, type SubjectLocation } from '../subject/index.ts';
import type { Merged } from './merge.ts';

const titled = ({ name, version }: { readonly name: string; readonly version?: string }): string =>
  version === undefined ? name : `${name} ${version}`;

/** `urllib3 1.26.4`. */
export const titleOf = ({ subject }: Merged): string => titled(subject);

/** What reports say of a component: who it is, who brings it, where it is installed. */
export const componentFact = (merged: Merged, index: SubjectIndex): ComponentFact => {
  const { subject, groups, environments } = merged;
  return {
    ...(subject.ecosystem === undefined ? {} : { ecosystem: subject.ecosystem }),
    name: subject.name,
    ...(subject.version === undefined ? {} : { version: subject.version }),
    purl: subject.purl,
    groups,
    ...(environments === undefined ? {} : { environments }),
    path: dependencyPath(subject, index).map(titled),
  };
};

/** A place as reports know it: a pointer into a document is told where there is no line. */
export const locationOf = ({ pointer, ...location }: SubjectLocation): Location =>
  pointer === undefined || location.position !== undefined
    ? location
    : { ...location, note: location.note ?? pointer };
