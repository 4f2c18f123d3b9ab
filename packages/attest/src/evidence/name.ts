import { parseSdistFilename, parseWheelFilename } from '@custody/python';
import type { Release } from '../policy/template.ts';

/** What a file name says that the file is a release of; nothing where it is the name of no wheel and no sdist. */
export const releaseOfName = (name: string): { readonly release: Release; readonly version?: string } => {
  const parsed = name.endsWith('.whl') ? parseWheelFilename(name) : parseSdistFilename(name);
  return parsed.kind === 'ok'
    ? { release: { name: parsed.name, version: parsed.version }, version: parsed.versionText }
    : { release: {} };
};
