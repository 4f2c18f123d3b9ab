import {
  canonicalVersion,
  type CoreMetadata,
  isValidName,
  parseMetadata,
  parsePyproject,
  type ProjectTable,
} from '@custody/python';
import type { Component } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { pypiPurl } from '../purl/index.ts';
import { projectComponent } from '../wheel/project/component.ts';
import { licensesOf } from '../wheel/project/licenses.ts';
import { referencesOf } from '../wheel/project/references.ts';
import type { SourceContents } from './types.ts';

/** What the person says the source is, where the source does not or says otherwise. */
export type Named = { readonly name?: string; readonly version?: string };

export type RootReading = { readonly root: Component; readonly notes: readonly string[] };

const contentOf = (contents: SourceContents, path: string): Uint8Array | undefined =>
  contents.files.find((file) => file.path === path)?.content;

/** `[project]` in the terms of core metadata, as far as both know the same. */
const asMetadata = (project: ProjectTable): CoreMetadata => ({
  ...compact({
    name: project.name,
    version: project.version,
    summary: project.description,
    licenseExpression: project.license,
  }),
  dynamic: [],
  platforms: [],
  supportedPlatforms: [],
  keywords: [],
  licenseFiles: [],
  classifiers: project.classifiers,
  requiresDist: [],
  requiresExternal: [],
  projectUrls: [...project.urls].map(([label, url]) => ({ label, url, line: 0 })),
  providesExtra: [],
  providesDist: [],
  obsoletesDist: [],
});

/** PKG-INFO is what an sdist says of itself; in a tree it is a left-over of some build. */
const metadataOf = (contents: SourceContents): CoreMetadata | undefined => {
  const pkgInfo = contentOf(contents, 'PKG-INFO');
  const pyproject = contentOf(contents, 'pyproject.toml');
  const project = pyproject === undefined ? undefined : parsePyproject(pyproject).project;
  if (project !== undefined && contents.kind === 'tree') return asMetadata(project);
  if (pkgInfo !== undefined) return parseMetadata(pkgInfo).metadata;
  return project === undefined ? undefined : asMetadata(project);
};

const unversioned = (metadata: CoreMetadata, name: string): Component => {
  const purl = pypiPurl(name);
  return compact({
    ref: purl,
    type: 'library' as const,
    name,
    description: metadata.summary?.trim() || undefined,
    purl,
    licenses: filled(licensesOf(metadata)),
    externalReferences: filled(referencesOf(metadata)),
  });
};

/** What the document describes: the project by its PKG-INFO or pyproject.toml, by what the person says, or the directory's bare name. */
export const readRoot = (contents: SourceContents, named: Named): RootReading => {
  const metadata = metadataOf(contents);
  const fileName = contents.kind === 'sdist' ? contents.label : undefined;
  const own = metadata?.name?.trim();
  const hashes =
    contents.sha256 === undefined ? undefined : [{ algorithm: 'SHA-256' as const, value: contents.sha256 }];
  const done = (root: Component, notes: readonly string[] = []): RootReading => ({
    root: compact({ ...root, hashes }),
    notes,
  });
  if (metadata !== undefined && own !== undefined && isValidName(own) && (named.name ?? own) === own) {
    const version = named.version ?? metadata.version;
    const { version: _version, ...rest } = metadata;
    const project = projectComponent(version === undefined ? rest : { ...rest, version }, fileName);
    if (project !== undefined) return done(project);
    return done(unversioned(metadata, own), [
      `${own} does not say its version in pyproject.toml or PKG-INFO, and nothing was executed to learn it: give it with --version`,
    ]);
  }
  const name = named.name ?? contents.label;
  const version =
    named.version === undefined ? undefined : (canonicalVersion(named.version) ?? named.version);
  return done(
    compact({ ref: `source:${name}`, type: 'application' as const, name, version }),
    named.name === undefined
      ? [
          'no pyproject.toml or PKG-INFO names the project: the document has the name of the directory; give --name and --version',
        ]
      : version === undefined
        ? ['the version is not known: give it with --version']
        : [],
  );
};
