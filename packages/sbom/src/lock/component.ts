import {
  canonicalVersion,
  isPlainUrl,
  isValidName,
  type LockedFile,
  type LockedPackage,
  normalizeName,
} from '@custody/python';
import type { Component, ExternalReference, Property } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { pypiPurl, type Purl } from '../purl/index.ts';

const DEFAULT_INDEX = /^https:\/\/pypi\.org\/simple\/?$/;

/** The purl of what a lock names: where it comes from is a part of it unless that is the public index. */
export const lockedPurl = ({ name, version, source }: LockedPackage): Purl | undefined => {
  // What is beside the lock was never published under that name: the purl would name another's project.
  if (source.kind === 'local' || !isValidName(name)) return undefined;
  const canonical = version === undefined ? undefined : (canonicalVersion(version) ?? version);
  const qualifiers =
    source.kind === 'vcs'
      ? { vcs_url: [prefixed(source.url), source.commit].filter(Boolean).join('@') }
      : source.kind === 'url'
        ? { download_url: source.url }
        : source.url !== undefined && !DEFAULT_INDEX.test(source.url) && isPlainUrl(source.url)
          ? { repository_url: source.url }
          : {};
  return pypiPurl(name, canonical, qualifiers);
};

const prefixed = (url: string): string => (/^(?:git|hg|svn|bzr)\+/.test(url) ? url : `git+${url}`);

/** A file without address is named by its purl and checksum (purl type definition of PyPI, qualifier `checksum`). */
const addressOf = (file: LockedFile, purl: Purl | undefined): string | undefined => {
  if (file.url !== undefined && isPlainUrl(file.url)) return file.url;
  if (purl === undefined) return undefined;
  const [hash] = file.hashes;
  const qualifiers = [
    ...(hash === undefined
      ? []
      : [`checksum=${hash.algorithm.toLowerCase().replace('-', '')}:${hash.value}`]),
    ...(file.name === undefined ? [] : [`file_name=${encodeURIComponent(file.name.toWellFormed())}`]),
  ];
  return qualifiers.length === 0
    ? undefined
    : `${purl}${purl.includes('?') ? '&' : '?'}${qualifiers.join('&')}`;
};

const referencesOf = (locked: LockedPackage, purl: Purl | undefined): readonly ExternalReference[] => {
  const { source } = locked;
  const found = locked.files.flatMap((file): ExternalReference[] => {
    const url = addressOf(file, purl);
    return url === undefined
      ? []
      : [compact({ type: 'distribution', url, comment: file.name, hashes: filled(file.hashes) })];
  });
  if (source.kind === 'vcs' && isPlainUrl(source.url))
    found.push(
      compact({
        type: 'vcs',
        url: source.url,
        comment: source.commit === undefined ? undefined : `commit ${source.commit}`,
      }),
    );
  if (source.kind === 'url' && isPlainUrl(source.url) && !found.some(({ url }) => url === source.url))
    found.push({ type: 'distribution', url: source.url });
  return found;
};

const property = (name: string, value: string | undefined): readonly Property[] =>
  value === undefined || value === '' ? [] : [{ name: `custody:lock:${name}`, value }];

/** What a lock says of one package, as a component without place: `ref` is its purl, or its name. */
export const lockedComponent = (locked: LockedPackage): Component => {
  const purl = lockedPurl(locked);
  const [only, ...others] = locked.files;
  const version =
    locked.version === undefined ? undefined : (canonicalVersion(locked.version) ?? locked.version);
  return compact({
    ref: purl ?? `local:${normalizeName(locked.name)}@${version ?? ''}`,
    type: 'library' as const,
    name: locked.name,
    version,
    description: locked.description,
    purl,
    // Several files are several contents: none of their hashes is the package's own.
    hashes: only === undefined || others.length > 0 ? undefined : filled(only.hashes),
    externalReferences: filled(referencesOf(locked, purl)),
    properties: filled([
      ...property('marker', locked.marker),
      ...property('extras', locked.extras?.join(',')),
      ...property('requirement', locked.requirement),
      ...(locked.source.kind === 'local'
        ? [
            ...property(
              'path',
              /^(?:[/\\]|[A-Za-z]:)/.test(locked.source.path) ? undefined : locked.source.path,
            ),
            ...property('editable', locked.source.editable ? 'true' : undefined),
          ]
        : []),
    ]),
  });
};
