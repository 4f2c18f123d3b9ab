import { quoteName } from '../names/index.ts';
import { isBeginning, pathsAgree } from './differential.ts';
import type { TarHeader } from './header.ts';
import { hasContent, kindOf } from './kind.ts';
import type { Report } from './report.ts';
import { decodeText } from './text.ts';
import type { TarEntry, TarKind } from './types.ts';

/** What extension headers before a member said about it. */
export type Extensions = {
  readonly pax: Map<string, string>;
  readonly globals: Map<string, string>;
  readonly longName?: Uint8Array;
  readonly longLink?: Uint8Array;
};

/** The largest size that eleven octal digits hold. */
const FITS = 0o77777777777;

/** Where GNU's and Schilling's sparse formats keep their marks. */
const isSparse = (pax: ReadonlyMap<string, string>): boolean => {
  for (const key of pax.keys())
    if (key.startsWith('GNU.sparse.') || key === 'SCHILY.realsize' || key === 'SCHILY.offs') return true;
  return pax.get('SCHILY.filetype') === 'sparse';
};

const DECIMAL = /^[0-9]{1,16}$/;
const TIME = /^-?[0-9]{1,16}(?:\.[0-9]{0,20})?$/;

/**
 * The member that a header and its extensions describe: pax records over GNU long names over the header's own fields
 * (POSIX.1-2017 pax: local over global over ustar). Undefined when its size is unknown, so that reading cannot go on.
 */
export const createMember = (
  header: TarHeader,
  extensions: Extensions,
  index: number,
  dataOffset: number,
  report: Report,
): TarEntry | undefined => {
  const { pax, globals } = extensions;
  const at = header.offset;
  const record = (key: string): string | undefined => {
    const value = pax.get(key) ?? globals.get(key);
    // POSIX lets an empty value delete the field; readers differ on it.
    return value === '' ? undefined : value;
  };
  for (const key of ['path', 'linkpath', 'size'])
    if (pax.get(key) === '') report('pax-record', `The pax record ${quoteName(key)} is empty.`, at);
  const number = (key: string, own: number, form: RegExp): number => {
    const text = record(key);
    if (text === undefined) return own;
    const value = form.test(text) ? Number(text) : Number.NaN;
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
    report(
      'bad-number',
      `The pax record ${quoteName(key)} is no number that can be used: ${quoteName(text)}.`,
      at,
    );
    return own;
  };

  const text = (bytes: Uint8Array, what: string): string => {
    const decoded = decodeText(bytes);
    if (!decoded.valid) report('name-encoding', `The ${what} is not UTF-8.`, at, decoded.text);
    return decoded.text;
  };
  const path = (what: 'path' | 'linkpath', own: Uint8Array, long: Uint8Array | undefined): string => {
    const name = what === 'path' ? 'name' : 'link target';
    if (long !== undefined && !isBeginning(own, long))
      report('gnu-longname', `The header's own ${name} is not the beginning of the GNU long one.`, at);
    const fromPax = record(what);
    if (fromPax === undefined) return text(long ?? own, name);
    if (long !== undefined) report('gnu-longname', `Both pax and GNU give a ${name}.`, at);
    if (!pathsAgree(own, fromPax))
      report(
        'pax-path-mismatch',
        `The pax ${what} is ${quoteName(fromPax)}, but the header itself says ${quoteName(decodeText(own).text)}: readers without pax see another ${name}.`,
        at,
        fromPax,
      );
    return fromPax;
  };

  const kind: TarKind = isSparse(pax) ? 'sparse' : kindOf(header.type);
  const given = path('path', header.path, extensions.longName);
  const named = kind === 'sparse' ? (pax.get('GNU.sparse.name') ?? given) : given;
  const slash = named.length > 1 && named.endsWith('/');
  if (slash && kind !== 'directory' && header.type !== '\0')
    report(
      'file-with-slash',
      `The name ends in a slash, but its typeflag says ${kind}: readers differ on which it is.`,
      at,
      named,
    );
  // Before POSIX had typeflag 5, a directory was a file whose name ends in a slash: every reader takes it so.
  const finalKind = slash && header.type === '\0' ? 'directory' : kind;
  const isLink = kind === 'symlink' || kind === 'hardlink';
  const linkName = isLink ? path('linkpath', header.linkPath, extensions.longLink) : undefined;

  if (header.size === undefined && record('size') === undefined) return undefined;
  const size = number('size', header.size ?? 0, DECIMAL);
  if (header.size !== undefined && size !== header.size && size <= FITS && hasContent(finalKind))
    report(
      'pax-size-mismatch',
      `The pax size is ${size}, but the header itself says ${header.size}: readers differ on where the next member begins.`,
      at + 124,
      named,
    );
  if (!hasContent(finalKind) && (size !== 0 || (header.size ?? 0) !== 0))
    report(
      'size-of-non-file',
      `A ${finalKind} claims ${Math.max(size, header.size ?? 0)} bytes of content: readers differ on where the next member begins.`,
      at + 124,
      named,
    );
  return {
    index,
    name: slash && finalKind === 'directory' ? named.slice(0, -1) : named,
    kind: finalKind,
    type: header.type,
    size: hasContent(finalKind) ? size : 0,
    mode: header.mode,
    mtime: number('mtime', header.mtime, TIME),
    uid: number('uid', header.uid, DECIMAL),
    gid: number('gid', header.gid, DECIMAL),
    uname: record('uname') ?? decodeText(header.uname).text,
    gname: record('gname') ?? decodeText(header.gname).text,
    ...(linkName === undefined ? {} : { linkName }),
    pax,
    headerOffset: at,
    dataOffset,
  };
};
