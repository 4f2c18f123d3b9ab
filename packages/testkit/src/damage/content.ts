import { patched, toBytes } from '../bytes/bytes.ts';
import { layoutZip } from '../zip/build.ts';
import { reopenZip, withContent } from '../zip/reopen.ts';
import {
  addedFile,
  type Damage,
  entriesDamage,
  entryDamage,
  textDamage,
  victimOf,
  withoutFile,
} from './parts.ts';

const changedByte = (content: Uint8Array): Uint8Array => {
  const at = Math.floor(content.length / 2);
  return patched(content, at, Uint8Array.of((content[at] ?? 0) ^ 1));
};

const rowOf = (text: string, change: (row: string) => string): string => {
  const rows = text.split('\n');
  return rows.map((row, i) => (i === 0 ? change(row) : row)).join('\n');
};

/** Files that are not what they were, or are missing. The archive around them is sound. */
export const CONTENT_DAMAGES = {
  /** One bit of a module, after RECORD was written: what nothing checks when the wheel is installed. */
  'changed-byte-in-module': entryDamage((entry) => withContent(entry, changedByte(entry.content))),
  'changed-byte-in-native-library': entriesDamage((entries) => {
    const victim =
      entries.find((entry) => /\.(so|pyd|dll|dylib)(\.|$)/.test(entry.name)) ?? victimOf(entries);
    return entries.map((entry) =>
      entry === victim ? withContent(entry, changedByte(entry.content)) : entry,
    );
  }),
  'file-added-after-record': entriesDamage((entries) => [
    { name: 'added_late.py', content: 'late = True\n' },
    ...entries,
  ]),
  'file-removed-after-record': entriesDamage((entries) => {
    const victim = victimOf(entries);
    return entries.filter((entry) => entry !== victim);
  }),
  'crc-wrong-in-both-headers': entryDamage((entry) => ({
    ...entry,
    local: { crc32: 1 },
    central: { crc32: 1 },
  })),
  'flipped-bit-in-compressed-data': (wheel) => {
    const entries = reopenZip(wheel);
    const at = layoutZip({ entries }).entries[entries.indexOf(victimOf(entries))];
    const middle = (at?.dataOffset ?? 0) + Math.floor((at?.dataLength ?? 0) / 2);
    return patched(wheel, middle, Uint8Array.of((wheel[middle] ?? 0) ^ 0x10));
  },
  'truncated-at-two-thirds': (wheel) => wheel.slice(0, Math.floor((wheel.length * 2) / 3)),
  'truncated-in-end-record': (wheel) => wheel.slice(0, -1),
  'empty-file': () => new Uint8Array(0),
  'not-a-zip': (wheel) => toBytes('This is not a wheel.\n'.repeat(Math.ceil(wheel.length / 21))),

  'record-missing': withoutFile('RECORD'),
  'record-row-missing': textDamage('RECORD', (text) => text.slice(text.indexOf('\n') + 1)),
  'record-row-for-no-file': textDamage(
    'RECORD',
    (text) => `ghost.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n${text}`,
  ),
  'record-row-twice': textDamage('RECORD', (text) => `${text.slice(0, text.indexOf('\n') + 1)}${text}`),
  'record-with-md5': textDamage('RECORD', (text) =>
    rowOf(text, (row) => row.replace(/,sha256=[^,]*,/, ',md5=1B2M2Y8AsgTpgAmY7PhCfg,')),
  ),
  'record-hash-empty': textDamage('RECORD', (text) =>
    rowOf(text, (row) => row.replace(/,sha256=[^,]*,/, ',,')),
  ),
  'record-hash-padded': textDamage('RECORD', (text) =>
    rowOf(text, (row) => row.replace(/(,sha256=[^,]*),/, '$1=,')),
  ),
  'record-size-wrong': textDamage('RECORD', (text) => rowOf(text, (row) => `${row}0`)),
  'record-backslash': textDamage('RECORD', (text) => rowOf(text, (row) => row.replace('/', '\\'))),
  'record-blank-line': textDamage('RECORD', (text) => rowOf(text, (row) => `${row}\n`)),
  'record-lists-directory': textDamage('RECORD', (text) => `tidewater/,,\n${text}`),
  'record-lists-itself-with-hash': textDamage('RECORD', (text) =>
    text.replace(/RECORD,,\n$/, 'RECORD,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n'),
  ),
  'record-not-utf-8': entryDamage(
    (entry) => withContent(entry, Uint8Array.from([0xff, 0xfe, ...entry.content])),
    'RECORD',
  ),

  'metadata-missing': withoutFile('METADATA'),
  'metadata-name-of-another': textDamage('METADATA', (text) =>
    text.replace(/^Name: .*$/m, 'Name: driftwood'),
  ),
  'metadata-version-of-another': textDamage('METADATA', (text) =>
    text.replace(/^Version: .*$/m, 'Version: 99.0'),
  ),
  'metadata-name-twice': textDamage('METADATA', (text) => text.replace(/^(Name: .*)$/m, '$1\n$1')),
  'metadata-version-unknown': textDamage('METADATA', (text) =>
    text.replace(/^Metadata-Version: .*$/m, 'Metadata-Version: 9.9'),
  ),
  'metadata-direct-url': textDamage('METADATA', (text) =>
    text.replace(/^(Version: .*)$/m, '$1\nRequires-Dist: shore @ https://example.com/shore-1.0.tar.gz'),
  ),
  'wheel-file-missing': withoutFile('WHEEL'),
  'wheel-version-2': textDamage('WHEEL', (text) =>
    text.replace(/^Wheel-Version: .*$/m, 'Wheel-Version: 2.0'),
  ),
  'wheel-tags-of-another': textDamage('WHEEL', (text) =>
    text.replaceAll(/^Tag: .*$/gm, 'Tag: cp39-cp39-win_amd64'),
  ),
  'second-dist-info': addedFile({
    name: 'driftwood-1.0.dist-info/METADATA',
    content: toBytes('Metadata-Version: 2.1\nName: driftwood\nVersion: 1.0\n'),
  }),
  'installer-file': addedFile({ name: 'tidewater-1.0.0.dist-info/INSTALLER', content: toBytes('pip\n') }),
  'entry-points-malformed': addedFile({
    name: 'tidewater-1.0.0.dist-info/entry_points.txt',
    content: toBytes('[console_scripts]\ntide\n'),
  }),
  'sbom-not-json': addedFile({
    name: 'tidewater-1.0.0.dist-info/sboms/broken.cdx.json',
    content: toBytes('{"bomFormat": "CycloneDX",'),
  }),
  'startup-file': addedFile({ name: 'zz_tidewater.pth', content: toBytes('import os\n') }),
} satisfies Readonly<Record<string, Damage>>;
