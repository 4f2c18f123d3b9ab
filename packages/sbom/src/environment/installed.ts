import { isPlainUrl } from '@custody/python';
import type { Component, ExternalReference, Property } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { projectComponent } from '../wheel/project/component.ts';
import type { InstalledDistribution } from './types.ts';

/** Places listed for one distribution; the rest is in its RECORD. */
const MOST_OCCURRENCES = 2_000;

const property = (name: string, value: string | undefined): readonly Property[] =>
  value === undefined ? [] : [{ name: `custody:environment:${name}`, value }];

const originOf = ({ directUrl }: InstalledDistribution): readonly ExternalReference[] => {
  if (directUrl === undefined || directUrl.kind === 'local' || !isPlainUrl(directUrl.url)) return [];
  return directUrl.kind === 'vcs'
    ? [
        compact({
          type: 'vcs',
          url: directUrl.url,
          comment: directUrl.commit === undefined ? undefined : `commit ${directUrl.commit}`,
        }),
      ]
    : [compact({ type: 'distribution', url: directUrl.url, hashes: filled(directUrl.hashes) })];
};

/** An installed distribution as a component: from METADATA what it is, from its other files how it came here and where it lies. */
export const installedComponent = (installed: InstalledDistribution): Component | undefined => {
  const base = projectComponent(installed.metadata);
  if (base === undefined) return undefined;
  const { directUrl, files } = installed;
  return compact({
    ...base,
    externalReferences: filled([...(base.externalReferences ?? []), ...originOf(installed)]),
    properties: filled([
      ...(base.properties ?? []),
      ...property('installer', installed.installer),
      ...property('requested', installed.requested ? 'true' : undefined),
      ...property('origin', directUrl?.kind === 'local' ? 'a directory or file of the machine' : undefined),
      ...property('editable', directUrl?.kind === 'local' && directUrl.editable ? 'true' : undefined),
      ...property('files', files === undefined ? 'unknown' : String(files.length)),
    ]),
    evidence: {
      occurrences: [
        { location: installed.distInfo },
        ...(files ?? []).slice(0, MOST_OCCURRENCES).map((location) => ({ location })),
      ],
    },
  });
};
