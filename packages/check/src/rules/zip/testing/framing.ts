import { buildTar, concat, toBytes, u16, u32 } from '@custody/testkit';
import type { ZipView } from '../../../views/zip.ts';
import type { Broken } from '../../testing/cases.ts';
import { A, AT, B, both, broken, buildOf, zip } from './fixture.ts';

const four = new Uint8Array(4);
const end = (): Uint8Array => zip().slice(AT.end);
const tar = concat(buildTar({ entries: [{ name: 'x' }], endBlocks: 2 }));

/** The archive around its entries: Z01-Z06, Z13, Z14, Z16. */
export const ABOUT_FRAMING: readonly Broken<ZipView>[] = [
  broken('that is text', () => toBytes('This is not a wheel.'), { 'zip/not-a-zip': ['@0'] }),
  broken('that is empty', () => new Uint8Array(0), { 'zip/not-a-zip': ['@0'] }),
  broken('that is cut off', () => zip().slice(0, 100), { 'zip/truncated': ['@100'] }),
  broken('with a script in front', () => zip({}, { prefix: toBytes('#!sh\n') }), {
    'zip/prefixed-data': ['@0'],
  }),
  broken('with data behind it', () => zip({}, { suffix: four }), { 'zip/trailing-data': [`@${AT.size}`] }),
  broken('with a second end record', () => concat(zip(), end()), {
    'zip/multiple-end-records': [`@${AT.end}`],
    'zip/directory-mismatch': [`@${AT.end}`, `@${AT.size}`],
  }),
  broken('with an end record in its comment', () => zip({}, { comment: end() }), {
    'zip/multiple-end-records': [`@${AT.end}`],
    'zip/directory-mismatch': [`@${AT.end}`, `@${AT.size}`],
  }),
  broken('with a comment', () => zip({}, { comment: four }), { 'zip/archive-comment': [`@${AT.size}`] }),
  broken('that counts its entries wrongly', () => zip({}, { end: { entries: 1, entriesOnDisk: 1 } }), {
    'zip/directory-mismatch': [`@${AT.end}`],
  }),
  broken('with data behind its directory', () => zip({}, { afterDirectory: four }), {
    'zip/directory-mismatch': [`@${AT.end}`, `@${AT.end + 4}`],
  }),
  broken('of two disks', () => zip({}, { end: { disk: 1 } }), { 'zip/split-archive': [`@${AT.end}`] }),
  broken('with data in its ZIP64 end record', () => zip({}, { zip64End: { extensible: four } }), {
    'zip/zip64': [`@${AT.end}`],
  }),
  broken(
    'whose ZIP64 end record counts otherwise',
    () => zip({}, { zip64End: true, end: { entries: 3, entriesOnDisk: 3 } }),
    {
      'zip/zip64-mismatch': [`@${AT.end + 76}`],
    },
  ),
  broken(
    'with a ZIP64 field that nobody asked for',
    () => zip({ central: { extra: concat(u16(1), u16(8), u32(9), u32(0)) } }),
    { 'zip/zip64-mismatch': [`a.py@${AT.directory + 50}`] },
  ),
  broken('that is a tar archive too', () => zip({}, { prefix: tar }), {
    'zip/prefixed-data': ['@0'],
    'zip/polyglot-tar': ['@0'],
  }),
  broken('with a gap between its entries', () => zip({ after: four }), { 'zip/gap': [`@${AT.b}`] }),
  broken('with a gap before its directory', () => zip({}, { beforeDirectory: four }), {
    'zip/gap': [`@${AT.directory}`],
  }),
  broken(
    'whose entries overlap',
    () => buildOf(A, B, { ...A, name: 'c.py', phantom: true, central: { headerOffset: 0 } }),
    { 'zip/overlap': ['c.py@0'], 'zip/header-mismatch': ['c.py@30'] },
  ),
  broken(
    'with an entry that its directory does not list',
    () => buildOf(A, { ...B, hidden: true }, { ...B, name: 'c.py' }),
    {
      'zip/gap': [`@${AT.b}`],
      'zip/hidden-entry': [`b.py@${AT.b}`],
    },
  ),
  broken('whose directory points into an entry', () => zip({ central: { headerOffset: 5 } }), {
    'zip/prefixed-data': ['@0'],
    'zip/hidden-entry': ['a.py@0'],
    'zip/missing-local-header': [`a.py@${AT.directory}`, 'a.py@5'],
  }),
  broken('that claims to inflate to more than fifty times its size', () => zip(both({ size: 2 ** 26 + 1 })), {
    'zip/compression-ratio': [`@${AT.directory}`],
    'zip/content-mismatch': ['a.py@34'],
  }),
  broken(
    'that claims more than is examined',
    () => zip({ zip64: 'both', zip64Fields: { size: 2n ** 40n } }),
    { 'zip/compression-ratio': ['@97'], 'zip/size-limit': ['@97', 'a.py@121', 'a.py@0'] },
  ),
];
