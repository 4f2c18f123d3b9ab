import { isValidName, type Marker, normalizeName, parseRequirement } from '@custody/python';
import type { SourceFile } from '../../repository/source.ts';
import type { ByteRange } from '../../types.ts';
import { asideOf } from '../../repository/aside.ts';
import type { NamedProject } from './types.ts';

/** A name that stands in a file. */
export const namedIn = (
  file: SourceFile,
  range: ByteRange,
  written: string,
  origin: NamedProject['origin'],
  marker?: Marker,
): NamedProject => {
  const valid = isValidName(written);
  const aside = asideOf(file.path);
  return {
    name: valid ? normalizeName(written) : written,
    written,
    valid,
    at: { file, range },
    origin,
    ...(marker !== undefined && { marker }),
    ...(aside !== undefined && { aside }),
  };
};

/** The beginning of a text that a person would take for a name, of whatever script its letters are. */
const MEANT = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\p{Cf}._-]{0,200}[\p{L}\p{M}\p{N}])?/u;

/** What a requirement names, if an index is asked for it: the name as written and the marker. Also of one that no tool would accept, where its letters are the reason. */
export const nameInRequirement = (
  text: string,
): { readonly written: string; readonly marker?: Marker } | undefined => {
  const requirement = parseRequirement(text);
  if (requirement.kind === 'ok') {
    if (requirement.target.kind === 'url') return undefined;
    const { writtenName: written, marker } = requirement;
    return marker === undefined ? { written } : { written, marker };
  }
  const written = MEANT.exec(text.trimStart())?.[0];
  return written !== undefined && /[^\0-\x7f]/.test(written) ? { written } : undefined;
};
