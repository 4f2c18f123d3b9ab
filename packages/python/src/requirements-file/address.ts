import { parseWheelFilename } from '../filename/wheel.ts';
import { parseMarker } from '../marker/parse.ts';
import { isValidName, normalizeName } from '../name/index.ts';
import type { NormalizedName } from '../name/types.ts';
import type { RequirementsAddress } from './types.ts';

const SCHEME = /^(?:(https?|ftp)|(file)|((?:git|hg|svn|bzr)(?:\+[a-z]+)?)):/i;
const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar|tar\.bz2|tbz|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$/i;

/** Whether a name ends as archives do that pip installs. */
export const isArchiveName = (text: string): boolean => ARCHIVE.test(text);

/** An address without its place in the file. */
export type BareAddress = Omit<RequirementsAddress, 'address'> & { readonly length: number };

const schemeOf = (text: string): RequirementsAddress['scheme'] | undefined => {
  const scheme = SCHEME.exec(text);
  if (scheme?.[1] !== undefined) return 'url';
  if (scheme?.[2] !== undefined) return 'file';
  return scheme?.[3] === undefined ? undefined : 'vcs';
};

const isPath = (text: string): boolean => text.includes('/') || text.includes('\\') || text.startsWith('.');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const fileNameOf = (address: string): string => {
  const path = address.split(/[?#]/, 1)[0] ?? '';
  return decoded(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
};

const extrasOf = (text: string): readonly NormalizedName[] =>
  [
    ...new Set(
      text
        .split(',')
        .map((extra) => extra.trim())
        .filter((extra) => isValidName(extra))
        .map((extra) => normalizeName(extra)),
    ),
  ].sort();

/** `#egg=name[extra]&subdirectory=…`: pip's way of naming what an address holds. */
const eggOf = (address: string): Pick<BareAddress, 'name' | 'extras'> => {
  const fragment = address.slice(address.indexOf('#') + 1 || address.length);
  const egg = fragment.split('&').find((part) => part.startsWith('egg='));
  const [, name = '', extras = ''] = /^([^[\]]*)(?:\[([^\]]*)\])?/.exec(decoded(egg?.slice(4) ?? '')) ?? [];
  // Some name a version behind the name; pip takes that for a part of the requirement.
  const plain = name.split(/[=<>!~;@ ]/, 1)[0] ?? '';
  return { ...(isValidName(plain) ? { name: normalizeName(plain) } : {}), extras: extrasOf(extras) };
};

/** The name and version that an address's file name states, if it is a wheel's. */
export const namedByFile = (
  address: string,
): { readonly name: NormalizedName; readonly version: string } | undefined => {
  const wheel = parseWheelFilename(fileNameOf(address));
  return wheel.kind === 'invalid' ? undefined : { name: wheel.name, version: wheel.versionText };
};

/**
 * Reads what is no requirement by PEP 508 but that pip takes for a URL, a repository or a path, with extras and a marker behind it.
 * Nothing is looked at. Undefined where it is none of these.
 */
export const readAddress = (text: string, editable: boolean): BareAddress | undefined => {
  const scheme = schemeOf(text);
  const separator = scheme === undefined ? ';' : '; ';
  const mark = editable ? -1 : text.indexOf(separator);
  const before = (mark === -1 ? text : text.slice(0, mark)).trimEnd();
  const markerText = mark === -1 ? undefined : text.slice(mark + separator.length).trim();
  const bracket =
    before.endsWith(']') && scheme !== 'url' && !before.includes('#') ? before.lastIndexOf('[') : -1;
  const address = bracket > 0 ? before.slice(0, bracket) : before;
  if (scheme === undefined && !editable && !isPath(address) && !ARCHIVE.test(address)) return undefined;
  // `-e .` and `name @ url` that PEP 508 refuses must not be taken for one another.
  if (scheme === undefined && /\s@\s/.test(address)) return undefined;
  const marker = markerText === undefined ? undefined : parseMarker(markerText);
  if (marker?.kind === 'invalid') return undefined;
  const egg = eggOf(address);
  const file = scheme === 'vcs' ? undefined : namedByFile(address);
  return {
    scheme: scheme ?? 'path',
    length: address.length,
    ...(file ?? (egg.name === undefined ? {} : { name: egg.name })),
    extras: bracket > 0 ? extrasOf(before.slice(bracket + 1, -1)) : egg.extras,
    ...(marker === undefined ? {} : { marker }),
    ...(markerText === undefined ? {} : { markerText }),
  };
};
