import { crc32 } from 'node:zlib';
import { concat, toBytes, u16, u32 } from '@custody/testkit';
import type { ZipView } from '../../../views/zip.ts';
import type { Broken } from '../../testing/cases.ts';
import { A, AT, both, broken, buildOf, zip } from './fixture.ts';

const unicodePath = (name: string): Uint8Array => {
  const text = toBytes(name);
  return concat(u16(0x7075), u16(5 + text.length), Uint8Array.of(1), u32(crc32(toBytes('a.py'))), text);
};
const cutExtra = concat(u16(0x5455), u16(200), Uint8Array.of(1));
/** Where the name and the attributes stand in the first record of `zip()`. */
const NAME = AT.directory + 46;
const ATTRIBUTES = AT.directory + 38;

/** One entry: Z06-Z12, Z14, Z15. */
export const ABOUT_ENTRIES: readonly Broken<ZipView>[] = [
  broken('whose headers differ in the name', () => zip({ local: { name: toBytes('z.py') } }), {
    'zip/header-mismatch': ['a.py@30'],
  }),
  broken('whose headers differ in the size', () => zip({ local: { size: 6 } }), {
    'zip/header-mismatch': ['a.py@22'],
  }),
  broken('whose headers differ in the CRC', () => zip({ local: { crc32: 1 } }), {
    'zip/header-field-mismatch': ['a.py@14'],
  }),
  broken('whose headers differ in the method', () => zip({ local: { method: 8 } }), {
    'zip/header-field-mismatch': ['a.py@8'],
  }),
  broken('with a data descriptor', () => zip({ descriptor: true }), { 'zip/data-descriptor': ['a.py@6'] }),
  broken('with a name twice', () => buildOf(A, { ...A, content: 'omega' }), {
    'zip/duplicate-name': ['a.py@128'],
  }),
  broken('with a name in two cases', () => buildOf(A, { ...A, name: 'A.py' }), {
    'zip/name-collision': ['A.py@128'],
  }),
  broken(
    'with a name that is not UTF-8',
    () => zip({ name: Uint8Array.of(0x61, 0xff, 0x70, 0x79), ...both({ flags: 0x800 }) }),
    {
      'zip/name-encoding': [`a\u00a0py@${NAME}`],
    },
  ),
  broken(
    'with a name that is not marked as UTF-8',
    () => buildOf({ ...A, name: '\u00fc.py', ...both({ flags: 0 }) }),
    {
      'zip/name-encoding': ['\u251c\u255d.py@86'],
    },
  ),
  broken('with a line break in a name', () => zip({ name: 'a\npy' }), {
    'zip/name-control-character': [`a\npy@${NAME}`],
  }),
  broken('with a name that climbs', () => zip({ name: '../a' }), { 'zip/path-traversal': [`../a@${NAME}`] }),
  broken('with a backslash in a name', () => zip({ name: 'a\\py' }), {
    'zip/unsafe-name': [`a\\py@${NAME}`],
  }),
  broken('with a second name', () => zip({ central: { extra: unicodePath('evil') } }), {
    'zip/unicode-path-mismatch': [`a.py@${NAME + 4}`],
  }),
  broken('with an extra field that is cut off', () => zip({ central: { extra: cutExtra } }), {
    'zip/extra-field': [`a.py@${NAME + 4}`],
  }),
  broken(
    'with an extra field twice',
    () => zip({ local: { extra: concat(unicodePath('a.py'), unicodePath('a.py')) } }),
    {
      'zip/extra-field': ['a.py@47'],
    },
  ),
  broken('with a comment on an entry', () => zip({ comment: toBytes('hi') }), {
    'zip/entry-comment': [`a.py@${NAME + 4}`],
  }),
  broken('that asks for version 9.9', () => zip(both({ versionNeeded: 99 })), {
    'zip/version-needed': [`a.py@${AT.directory + 6}`],
  }),
  broken('with bzip2', () => zip(both({ method: 12 })), {
    'zip/compression-method': [`a.py@${AT.directory + 10}`, 'a.py@0'],
  }),
  broken('that is encrypted', () => zip(both({ flags: 1 })), {
    'zip/encrypted': [`a.py@${AT.directory + 8}`, 'a.py@0'],
  }),
  broken('with patch data', () => zip(both({ flags: 0x20 })), {
    'zip/reserved-flags': [`a.py@${AT.directory + 8}`],
  }),
  broken('with a directory that has no slash', () => zip({ mode: 0o040_755 }), {
    'zip/directory-entry': [`a.py@${ATTRIBUTES}`],
  }),
  broken('with a symbolic link', () => zip({ mode: 0o120_777 }), { 'zip/symlink': [`a.py@${ATTRIBUTES}`] }),
  broken('with a device', () => zip({ mode: 0o020_666 }), { 'zip/special-file': [`a.py@${ATTRIBUTES}`] }),
  broken('with a setuid program', () => zip({ mode: 0o104_755 }), {
    'zip/privileged-mode': [`a.py@${ATTRIBUTES}`],
  }),
  broken('with a wrong CRC', () => zip(both({ crc32: 1 })), { 'zip/content-mismatch': ['a.py@34'] }),
];
