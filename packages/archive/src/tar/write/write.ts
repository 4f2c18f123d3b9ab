import { writeGzip } from '../../gzip/index.ts';
import { MOST_LONG, MOST_SHORT, writeHeader } from './header.ts';
import { writePax } from './pax.ts';
import { placePath, placeText, shorten } from './place.ts';

/** A member to write. Defaults: mode 0644 (directories 0755, links 0777), owner 0 without names. */
export type TarInput = {
  readonly name: string;
  /** Seconds since 1970; a fraction goes into a pax record. */
  readonly mtime: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly uname?: string;
  readonly gname?: string;
  /** More pax records, as they shall stand. */
  readonly pax?: ReadonlyMap<string, string>;
} & (
  | { readonly kind: 'file'; readonly content: Uint8Array }
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink' | 'hardlink'; readonly linkName: string }
);

const TYPES = { file: '0', hardlink: '1', symlink: '2', directory: '5' } as const;
const MODES = { file: 0o644, hardlink: 0o644, symlink: 0o777, directory: 0o755 } as const;
const BLOCK = 512;
/** POSIX.1-2017 pax: archives are written in records of 20 blocks. */
const RECORD = 20 * BLOCK;

const padded = (content: Uint8Array): readonly Uint8Array[] => [
  content,
  Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
];

const isNatural = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new RangeError(`tar: ${what}`);
};

const writeMember = (input: TarInput): readonly Uint8Array[] => {
  const { kind, mtime, uid = 0, gid = 0, uname = '', gname = '', mode = MODES[kind] } = input;
  const path = kind === 'directory' && !input.name.endsWith('/') ? `${input.name}/` : input.name;
  const link = 'linkName' in input ? input.linkName : '';
  const content = input.kind === 'file' ? input.content : new Uint8Array(0);
  demand(input.name !== '', 'a member needs a name');
  for (const text of [path, link, uname, gname])
    demand(!text.includes('\0') && text.isWellFormed(), 'a text holds a NUL or half of a surrogate pair');
  demand(kind === 'directory' || !path.endsWith('/'), `the name of a ${kind} ends in a slash`);
  demand(isNatural(mode) && mode <= 0o7777, 'a mode is not within 07777');
  demand(isNatural(uid) && isNatural(gid), 'a uid or gid is no natural number');
  demand(Number.isFinite(mtime) && Math.abs(mtime) <= MOST_LONG, 'an mtime is out of range');

  const records = new Map(input.pax);
  const text = (key: string, value: string, length: number): string => {
    const placed = placeText(value, length);
    if (placed === undefined) records.set(key, value);
    return placed ?? shorten(value, length);
  };
  const number = (key: string, value: number, most: number): number => {
    if (isNatural(value) && value <= most) return value;
    records.set(key, String(value));
    return Math.min(most, Math.max(0, Math.floor(value)));
  };
  const placed = placePath(path);
  if (placed === undefined) records.set('path', path);
  const fields = {
    name: placed?.name ?? shorten(path, 100),
    prefix: placed?.prefix ?? '',
    mode,
    uid: number('uid', uid, MOST_SHORT),
    gid: number('gid', gid, MOST_SHORT),
    size: number('size', content.length, MOST_LONG),
    mtime: number('mtime', mtime, MOST_LONG),
    type: TYPES[kind],
    linkName: text('linkpath', link, 100),
    uname: text('uname', uname, 31),
    gname: text('gname', gname, 31),
  };
  const member = [writeHeader(fields), ...padded(content)];
  if (records.size === 0) return member;
  const pax = writePax(records);
  const header = {
    ...fields,
    name: 'PaxHeader',
    prefix: '',
    linkName: '',
    type: 'x',
    mode: 0o644,
    size: pax.length,
  };
  return [writeHeader(header), ...padded(pax), ...member];
};

/**
 * A tar of the members in the order given: ustar, with a pax extended header only for what ustar cannot hold
 * (POSIX.1-2017 pax). The same input gives the same bytes. Throws RangeError for what no tar can say.
 */
export const writeTar = (entries: readonly TarInput[]): Uint8Array => {
  const parts = entries.flatMap(writeMember);
  const size = parts.reduce((sum, part) => sum + part.length, 0) + 2 * BLOCK;
  const end = 2 * BLOCK + ((RECORD - (size % RECORD)) % RECORD);
  return Buffer.concat([...parts, Buffer.alloc(end)]);
};

/** `writeTar` as one gzip member with mtime 0 and no name. */
export const writeTarGz = (entries: readonly TarInput[]): Uint8Array => writeGzip(writeTar(entries));
