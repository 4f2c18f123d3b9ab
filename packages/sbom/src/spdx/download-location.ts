import type { Component, ExternalReference } from '../bill/types.ts';

/** A web or FTP address, or one of a version control system by the name of its tool (SPDX 2.3, clause 7.7). */
const DOWNLOAD = /^(?:https?:\/\/|ftp:\/\/|(?:git|hg|svn|bzr)\+[a-z][a-z0-9+.-]{0,30}:)[^\s]+$/i;

/** The first place to download a component from that SPDX can name: a purl or a path of a machine is none. */
export const downloadOf = (component: Component): ExternalReference | undefined =>
  component.externalReferences?.find(({ type, url }) => type === 'distribution' && DOWNLOAD.test(url));
