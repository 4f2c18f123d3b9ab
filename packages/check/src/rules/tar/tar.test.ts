import { TAR_CODES } from '@custody/archive';
import {
  buildSdist,
  buildTar,
  concat,
  gzip,
  type TarEntrySpec,
  type TarSpec,
  toBytes,
} from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { TarView } from '../../views/tar.ts';
import { type Broken, expectClaimedOnce, inArchive, testFamily } from '../testing/cases.ts';
import { FILE, tarView } from '../testing/views.ts';
import { tarRules } from './index.ts';

const F: TarEntrySpec = { name: 'f', content: 'abc' };
const G: TarEntrySpec = { ...F, name: 'g' };
/** Stored, not deflated, so that offsets are the same with every zlib: a header of 10 bytes, one block header of 5, the tar, a trailer of 8. */
const packed = (options: Parameters<typeof gzip>[1] = {}): Uint8Array =>
  gzip(buildTar({ entries: [F] }), { level: 0, ...options });
const TAR_SIZE = 4 * 512;
const TRAILER = 10 + 5 + TAR_SIZE;
const END = TRAILER + 8;

const stream = (
  what: string,
  entries: readonly TarEntrySpec[],
  places: Broken<TarView>['places'],
  rest: Omit<TarSpec, 'entries'> = {},
): Broken<TarView> => ({ what, view: () => tarView(buildTar({ entries, ...rest }), 'tar'), places });
const file = (what: string, bytes: Uint8Array, places: Broken<TarView>['places']): Broken<TarView> => ({
  what,
  view: () => tarView(bytes, 'tar.gz'),
  places,
});

const BROKEN: readonly Broken<TarView>[] = [
  file('that is a zip', toBytes('PK\u0003\u0004'), { 'tar/not-gzip': ['@0'] }),
  file('with a reserved flag', packed({ flags: 0x20 }), { 'tar/gzip-header': ['@3'] }),
  file('with a wrong CRC', packed({ crc32: 1 }), { 'tar/gzip-data': [`@${TRAILER}`] }),
  file('with a wrong size', packed({ size: 9 }), { 'tar/gzip-data': [`@${TRAILER + 4}`] }),
  file('in two members', concat(packed(), gzip(new Uint8Array(0))), { 'tar/gzip-multi-member': [`@${END}`] }),
  file('with data behind it', concat(packed(), toBytes('more')), { 'tar/gzip-trailing-data': [`@${END}`] }),
  file('that is cut off', packed().slice(0, -3), { 'tar/truncated': [`@${END - 3}`] }),
  file('of something else', gzip(new Uint8Array(600).fill(65)), { 'tar/not-a-tar': ['@0'] }),
  stream('with a wrong checksum', [F, { ...G, fields: { checksum: '000001\0 ' } }], {
    'tar/checksum': ['@1172'],
  }),
  stream('of an unknown magic', [{ ...F, fields: { magic: 'ustar3xx' } }], { 'tar/header': ['@257'] }),
  stream('with bytes behind a name', [{ ...F, fields: { name: 'f\0evil' } }], { 'tar/header': ['@1'] }),
  stream('with a member of no known type', [{ name: 'f', type: 'Z' }], { 'tar/header': ['f@156'] }),
  stream('with a pax record without length', [{ ...F, paxBody: 'path=x\n' }], { 'tar/pax-record': ['@512'] }),
  stream(
    'with a pax keyword twice',
    [
      {
        ...F,
        pax: [
          ['comment', 'a'],
          ['comment', 'b'],
        ],
      },
    ],
    {
      'tar/pax-record': ['@525'],
    },
  ),
  stream('with a pax keyword of a vendor', [{ ...F, pax: { vendor: '1' } }], {
    'tar/pax-unknown-key': ['@512'],
  }),
  stream('whose sizes disagree', [{ ...F, pax: { size: '3' }, fields: { size: '00000000000\0' } }], {
    'tar/pax-mismatch': ['f@1148'],
  }),
  stream('whose names disagree', [{ ...F, pax: { path: 'other' } }], { 'tar/pax-mismatch': ['other@1024'] }),
  stream(
    'whose global header names members',
    [F],
    { 'tar/global-override': ['@512'] },
    {
      globalPax: { path: 'f' },
    },
  ),
  stream(
    'with a long name that is not that of the header',
    [{ name: 'f'.repeat(120), longNames: 'gnu', fields: { name: 'evil.pth' } }],
    { 'tar/gnu-longname': ['@1024'] },
  ),
  stream(
    'with two extension headers',
    [
      { name: 'x', type: 'x', content: '13 comment=a\n' },
      { ...F, pax: { comment: 'b' } },
    ],
    {
      'tar/extension-order': ['@1024'],
    },
  ),
  stream('with a sparse file', [{ ...F, pax: { 'GNU.sparse.major': '1', 'GNU.sparse.name': 'f' } }], {
    'tar/sparse': ['f@1024'],
  }),
  stream('with a pipe', [{ name: 'p', type: '6' }], { 'tar/device-or-fifo': ['p@0'] }),
  stream('with a link that leads out', [{ name: 'l', type: '2', linkName: '../../etc' }], {
    'tar/link-outside': ['l@0'],
  }),
  stream('with a hard link to what comes later', [{ name: 'l', type: '1', linkName: 'f' }, F], {
    'tar/hardlink-missing': ['l@0'],
  }),
  stream('with a name that climbs', [{ ...F, name: '../f' }], { 'tar/unsafe-name': ['../f@0'] }),
  stream('with a dot segment', [{ ...F, name: './f' }], { 'tar/name-not-canonical': ['./f@0'] }),
  stream('with a name that is not UTF-8', [{ name: 'f', fields: { name: Uint8Array.of(0x66, 0xe9) } }], {
    'tar/name-encoding': ['f\ufffd@0'],
  }),
  stream('with a name twice', [F, F], { 'tar/duplicate-name': ['f@1024'] }),
  stream('with a name in two cases', [F, { ...F, name: 'F' }], { 'tar/name-collision': ['F@1024'] }),
  stream('with a setuid program', [{ ...F, mode: 0o4755 }], { 'tar/mode-bits': ['f@100'] }),
  stream('with a file that everyone may write', [{ ...F, mode: 0o666 }], { 'tar/world-writable': ['f@100'] }),
  stream('without an end', [F], { 'tar/end-marker': ['@1024'] }, { endBlocks: 0 }),
  stream('with data behind its end', [F], { 'tar/end-marker': ['@2048'] }, { suffix: toBytes('x') }),
  stream(
    'with more problems than are listed',
    Array.from({ length: 150 }, (_, n) => ({ ...F, name: `f${n}`, mode: 0o666 })),
    {
      'tar/world-writable': Array.from({ length: 100 }, (_, n) => `f${n}@${n * 1024 + 100}`),
      'tar/few-problems': ['@'],
    },
  ),
  {
    what: 'that inflates without end',
    view: () => tarView(gzip(new Uint8Array(80 * 2 ** 20).fill(0)), 'tar.gz'),
    places: { 'tar/bomb': ['@10'] },
  },
];

describe('tar rules', () => {
  testFamily(
    tarRules,
    [
      { what: 'a small tar', view: () => tarView(buildTar({ entries: [F, G] }), 'tar') },
      { what: 'an sdist', view: () => tarView(buildSdist(), 'tar.gz') },
      {
        what: 'a tar with links and long names',
        view: () =>
          tarView(
            buildTar({
              entries: [
                { name: 'd/', type: '5' },
                { ...F, name: `d/${'n'.repeat(150)}` },
                { ...F, name: `d/${'g'.repeat(150)}`, longNames: 'gnu' },
                F,
                { name: 'd/s', type: '2', linkName: '../f' },
                { name: 'h', type: '1', linkName: 'f' },
              ],
              globalPax: { comment: 'commit' },
            }),
            'tar',
          ),
      },
    ],
    BROKEN,
    inArchive,
  );

  test('every code of the reader is claimed by one rule', () => {
    expectClaimedOnce(tarRules, TAR_CODES, (code) => ({
      file: FILE,
      omitted: 0,
      problems: [
        {
          code: code as (typeof TAR_CODES)[number],
          message: 'Synthetic.',
          offset: 0,
          stream: 'tar' as const,
        },
      ],
    }));
  });

  test('an offset says in which stream it counts', async () => {
    const notes = async (bytes: Uint8Array, kind: 'tar' | 'tar.gz') => {
      const view = await tarView(bytes, kind);
      return tarRules.flatMap(({ judge }) =>
        judge(view).findings.flatMap(({ locations }) => locations.map(({ note }) => note)),
      );
    };
    expect(await notes(buildTar({ entries: [F], endBlocks: 0 }), 'tar')).toEqual([
      'offset in the uncompressed tar stream',
    ]);
    expect(await notes(packed({ crc32: 1 }), 'tar.gz')).toEqual([undefined]);
  });

  test.each([
    ['../f', undefined],
    ['/f', undefined],
    ['C:f', undefined],
    ['a\\f', undefined],
    ['a./f', 'medium'],
    ['a/nul.txt', 'medium'],
    ['a\u001b[2J', 'medium'],
  ])('the name %j is as bad as where it leads: %s', async (name, severity) => {
    const view = await tarView(buildTar({ entries: [{ ...F, name }] }), 'tar');
    const findings = tarRules.flatMap(({ judge }) => judge(view).findings);
    expect(findings.map((finding) => [finding.rule.id, finding.severity])).toEqual([
      ['tar/unsafe-name', severity],
    ]);
  });
});
