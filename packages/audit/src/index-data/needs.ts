import { parseMetadata } from '@custody/python';
import { known, notKnown } from './answer.ts';
import type { Answer, Needs } from './types.ts';

/**
 * What a METADATA or PKG-INFO file says that its distribution needs. An sdist that calls `Requires-Dist` dynamic does not know
 * before it is built (PEP 643), and nothing is built. Never throws.
 */
export const needsOf = (bytes: Uint8Array): Answer<Needs & { name: string; version: string }> => {
  const { metadata } = parseMetadata(bytes);
  const { name, version, requiresDist, requiresPython, dynamic } = metadata;
  if (name === undefined || version === undefined)
    return notKnown('the metadata names no project or no version');
  if (dynamic.some((field) => field.toLowerCase() === 'requires-dist'))
    return notKnown(`what ${name} ${version} needs is dynamic: known only after a build`);
  return known({ name, version, requiresDist, ...(requiresPython === undefined ? {} : { requiresPython }) });
};
