import { deflateRawSync } from 'node:zlib';
import { concat, toBytes, u16 } from '../bytes/bytes.ts';
import { buildZip, layoutZip } from '../zip/build.ts';
import { reopenZip } from '../zip/reopen.ts';
import {
  addedFile,
  archiveDamage,
  type Damage,
  entriesDamage,
  entryDamage,
  sealed,
  victimOf,
} from './parts.ts';

const evil = toBytes('import os  # what another reader of this archive sees\n');

/** Archives that two readers understand differently, or that claim what is not so. RECORD is right by what the directory says. */
export const FRAMING_DAMAGES = {
  prefix: archiveDamage(() => ({ prefix: toBytes('#!/usr/bin/env python3\n') })),
  'prefix-not-counted': archiveDamage(() => ({ prefix: toBytes('MZ stub'), shiftOffsets: false })),
  'trailing-data': archiveDamage(() => ({ suffix: toBytes('trailing') })),
  'trailing-second-archive': (wheel) =>
    concat(wheel, buildZip({ entries: [{ name: 'other.py', content: evil }] })),
  'archive-comment': archiveDamage(() => ({ comment: toBytes('a comment') })),
  'comment-length-wrong': archiveDamage(() => ({ end: { commentLength: 9 } })),
  'gap-before-directory': archiveDamage(() => ({ beforeDirectory: new Uint8Array(32) })),
  'gap-after-directory': archiveDamage(() => ({ afterDirectory: new Uint8Array(32) })),
  'entry-count-wrong': archiveDamage((layout) => ({
    end: { entries: layout.entries.length - 1, entriesOnDisk: layout.entries.length - 1 },
  })),
  'directory-offset-wrong': archiveDamage((layout) => ({
    end: { directoryOffset: layout.directoryOffset + 1 },
  })),
  'directory-size-wrong': archiveDamage((layout) => ({
    end: { directorySize: layout.endOffset - layout.directoryOffset - 1 },
  })),
  'disk-number-wrong': archiveDamage(() => ({ end: { disk: 1 } })),
  'zip64-end-extensible': archiveDamage(() => ({ zip64End: { extensible: new Uint8Array(8) } })),
  'zip64-locator-missing': archiveDamage(() => ({ zip64End: { locator: false } })),
  'zip64-count-differs': archiveDamage((layout) => ({
    zip64End: true,
    end: { entries: layout.entries.length + 1, entriesOnDisk: layout.entries.length + 1 },
  })),

  'hidden-entry': entriesDamage((entries) => [
    { name: 'hidden.py', content: evil, hidden: true },
    ...entries,
  ]),
  'phantom-entry': entriesDamage((entries) => [
    ...entries,
    { name: 'phantom.py', content: evil, phantom: true },
  ]),
  'duplicate-entry': entriesDamage((entries) => {
    const victim = victimOf(entries);
    return entries.flatMap((entry) =>
      entry === victim ? [{ name: entry.name, content: evil }, entry] : [entry],
    );
  }),
  'overlapping-entries': (wheel) => {
    const entries = reopenZip(wheel);
    const victim = victimOf(entries);
    const at = layoutZip({ entries }).entries[entries.indexOf(victim)]?.headerOffset ?? 0;
    const twin = { ...victim, name: `${victim.name}.bak` };
    return buildZip({
      entries: [...sealed(entries), { ...twin, phantom: true, central: { headerOffset: at } }],
    });
  },
  'gap-between-entries': entryDamage((entry) => ({ ...entry, after: new Uint8Array(16) })),
  'headers-swapped': (wheel) => {
    const entries = reopenZip(wheel);
    const { entries: placed } = layoutZip({ entries });
    const [a, b] = [placed[0]?.headerOffset ?? 0, placed[1]?.headerOffset ?? 0];
    return buildZip({
      entries: entries.map((entry, i) =>
        i > 1 ? entry : { ...entry, central: { headerOffset: i === 0 ? b : a } },
      ),
    });
  },
  'data-descriptor': entryDamage((entry) => ({ ...entry, descriptor: true })),
  'data-descriptor-lies': entryDamage((entry) => ({ ...entry, descriptor: { crc32: 1, size: 1 } })),
  'entry-comment': entryDamage((entry) => ({ ...entry, comment: toBytes('a comment') })),
  'header-name-differs': entryDamage((entry) => ({
    ...entry,
    local: { name: toBytes(entry.name.replace(/.$/, '_')) },
  })),
  'header-size-differs': entryDamage((entry) => ({ ...entry, local: { size: entry.content.length + 1 } })),
  'header-compressed-size-differs': entryDamage((entry) => ({ ...entry, local: { compressedSize: 1 } })),
  'header-method-differs': entryDamage((entry) => ({
    ...entry,
    local: { method: entry.method === 8 ? 0 : 8 },
  })),
  'header-crc-differs': entryDamage((entry) => ({ ...entry, local: { crc32: 1 } })),
  'header-flags-differ': entryDamage((entry) => ({ ...entry, local: { flags: 2 } })),
  'header-time-differs': entryDamage((entry) => ({ ...entry, local: { time: 1 } })),
  'encrypted-entry': entryDamage((entry) => ({ ...entry, local: { flags: 1 }, central: { flags: 1 } })),
  'method-unsupported': entryDamage((entry) => ({
    ...entry,
    local: { method: 12 },
    central: { method: 12 },
  })),
  'size-understated': entryDamage((entry) => ({ ...entry, local: { size: 1 }, central: { size: 1 } })),
  'size-overstated': entryDamage((entry) => ({
    ...entry,
    local: { size: 0x7fff_ffff },
    central: { size: 0x7fff_ffff },
  })),
  'data-after-deflate-stream': entryDamage((entry) => ({
    ...entry,
    method: 8,
    compressed: concat(deflateRawSync(entry.content), toBytes('smuggled')),
  })),
  'extra-field-twice': entryDamage((entry) => {
    const extra = concat(u16(0x7075), u16(6), Uint8Array.of(1, 0, 0, 0, 0, 0x61));
    return { ...entry, extra: concat(extra, extra) };
  }),
  'extra-field-truncated': entryDamage((entry) => ({
    ...entry,
    extra: concat(u16(0x5455), u16(200), Uint8Array.of(1)),
  })),
  'zip64-sizes-lie': entryDamage((entry) => ({ ...entry, zip64: 'both', zip64Fields: { size: 1n << 40n } })),
  /** 64 MiB of zeros in about 64 kB: small enough to keep, large enough to be refused. */
  'zip-bomb': (wheel) =>
    addedFile({ name: 'tidewater/tables.bin', content: new Uint8Array((64 << 20) + 1) })(wheel),
} satisfies Readonly<Record<string, Damage>>;
