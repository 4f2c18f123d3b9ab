import { toBytes } from '../bytes/bytes.ts';
import { formatRecord, recordHash } from '../wheel/record.ts';
import { buildZip, layoutZip } from '../zip/build.ts';
import { type OpenEntry, reopenZip, withContent } from '../zip/reopen.ts';
import type { ZipEntrySpec, ZipLayout, ZipSpec } from '../zip/spec.ts';

/** Makes a damaged wheel of a sound one. */
export type Damage = (wheel: Uint8Array) => Uint8Array;

const inDistInfo = (entry: OpenEntry, file: string): boolean =>
  /^[^/]+\.dist-info\/(.*)$/.exec(entry.name)?.[1] === file;

/** The first entry that is plain installed content: what most damages are done to. */
export const victimOf = (entries: readonly OpenEntry[]): OpenEntry => {
  const found =
    entries.find((entry) => entry.name.endsWith('.py') && entry.content.length > 0) ??
    entries.find((entry) => entry.content.length > 0);
  if (found === undefined) throw new RangeError('a wheel with at least one file is needed');
  return found;
};

/** RECORD computed anew over these entries. */
export const sealed = (entries: readonly OpenEntry[]): readonly OpenEntry[] =>
  entries.map((entry) => {
    if (!inDistInfo(entry, 'RECORD')) return entry;
    const rows = entries
      .filter((one) => one !== entry && !one.name.endsWith('/'))
      .map((one) => ({ path: one.name, hash: recordHash(one.content), size: String(one.content.length) }));
    return withContent(entry, toBytes(formatRecord([...rows, { path: entry.name, hash: '', size: '' }])));
  });

/** A damage that changes the list of entries. */
export const entriesDamage =
  (change: (entries: readonly OpenEntry[]) => readonly ZipEntrySpec[]): Damage =>
  (wheel) =>
    buildZip({ entries: change(reopenZip(wheel)) });

/** A damage that changes one entry's specification: the victim's, or that of a file in dist-info. */
export const entryDamage = (change: (entry: OpenEntry) => ZipEntrySpec, file?: string): Damage =>
  entriesDamage((entries) => {
    const victim = file === undefined ? victimOf(entries) : entries.find((entry) => inDistInfo(entry, file));
    return entries.map((entry) => (entry === victim ? change(entry) : entry));
  });

/** A damage that adds one file before dist-info and lists it in RECORD, so that nothing else is wrong. */
export const addedFile = (file: Partial<OpenEntry> & { readonly name: string }): Damage =>
  entriesDamage((entries) => {
    const added: OpenEntry = { content: toBytes('added = True\n'), method: 8, mode: 0o100_644, ...file };
    return sealed([added, ...entries]);
  });

/** A damage that changes the text of a file in dist-info, RECORD made right again unless it is RECORD. */
export const textDamage = (
  file: string,
  change: (text: string, entries: readonly OpenEntry[]) => string,
): Damage =>
  entriesDamage((entries) => {
    const changed = entries.map((entry) =>
      inDistInfo(entry, file)
        ? withContent(entry, toBytes(change(new TextDecoder().decode(entry.content), entries)))
        : entry,
    );
    return file === 'RECORD' ? changed : sealed(changed);
  });

/** A damage that leaves out a file of dist-info. */
export const withoutFile = (file: string): Damage =>
  entriesDamage((entries) => sealed(entries.filter((entry) => !inDistInfo(entry, file))));

/** A damage of the archive around its entries. */
export const archiveDamage =
  (change: (layout: ZipLayout) => Omit<ZipSpec, 'entries'>): Damage =>
  (wheel) => {
    const entries = reopenZip(wheel);
    return buildZip({ entries, ...change(layoutZip({ entries })) });
  };
