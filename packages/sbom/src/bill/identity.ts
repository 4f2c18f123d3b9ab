import { buildPurl } from '../purl/build.ts';
import { parsePurl } from '../purl/parse.ts';
import type { PurlParts } from '../purl/types.ts';
import type { Component, Hash } from './types.ts';

const purlParts = ({ purl }: Component): PurlParts | undefined => {
  const reading = purl === undefined ? undefined : parsePurl(purl);
  return reading?.kind === 'purl' ? reading.parts : undefined;
};

/** auditwheel names the wheel in its root's purl: that says which file, not which package. */
const withoutFileName = (parts: PurlParts): PurlParts => {
  const { file_name: _file, ...qualifiers } = parts.qualifiers ?? {};
  return { ...parts, qualifiers };
};

const withoutVersion = ({ version: _version, ...parts }: PurlParts): PurlParts => parts;

/** The canonical purl without the name of the artifact's file; undefined where there is no well-formed purl. */
export const purlKey = (component: Component): string | undefined => {
  const parts = purlParts(component);
  return parts === undefined ? undefined : buildPurl(withoutFileName(parts));
};

/** A text that two components share when they are the same thing, perhaps in another version. */
export const kindKey = (component: Component): string => {
  // Two files of the same content are two files: what names a file is its path.
  if (component.type === 'file') return `file ${component.name}`;
  const parts = purlParts(component);
  if (parts !== undefined) return buildPurl(withoutVersion(withoutFileName(parts)));
  return ['component', component.group ?? '', component.name].join(' ');
};

/** As `kindKey`, of this version only. */
export const exactKey = (component: Component): string =>
  component.type === 'file'
    ? kindKey(component)
    : (purlKey(component) ?? [kindKey(component), component.version ?? ''].join(' '));

/** Hashes that identify content: collisions can be made for the others. */
export const strongHashes = (component: Component): readonly Hash[] =>
  (component.hashes ?? []).filter(({ algorithm }) => algorithm !== 'MD5' && algorithm !== 'SHA-1');

/** How people call it whatever its version. */
export const kindLabel = (component: Component): string => {
  const parts = purlParts(component);
  if (component.type !== 'file' && parts !== undefined) return kindKey(component);
  return component.group === undefined ? component.name : `${component.group}/${component.name}`;
};

/** How people call it: its purl, its path or its name. */
export const labelOf = (component: Component): string =>
  purlKey(component) ??
  (component.type === 'file'
    ? component.name
    : [component.name, component.version].filter(Boolean).join('@'));
