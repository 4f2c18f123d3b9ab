import { buildZip, type ZipEntrySpec, type ZipSpec } from '@custody/testkit';
import type { ZipView } from '../../../views/zip.ts';
import type { Broken } from '../../testing/cases.ts';
import { zipView } from '../../testing/views.ts';

export const A: ZipEntrySpec = { name: 'a.py', content: 'alpha', method: 0 };
export const B: ZipEntrySpec = { name: 'b.py', content: 'beta', method: 0 };

/** Where things stand in `zip()`: a header of 34 bytes and 5 or 4 of data each, records of 50, an end record of 22. */
export const AT = { b: 39, directory: 77, recordB: 127, end: 177, size: 199 } as const;

/** Two stored entries; the first changed, and the archive around them. */
export const zip = (a: Partial<ZipEntrySpec> = {}, rest: Omit<ZipSpec, 'entries'> = {}): Uint8Array =>
  buildZip({ entries: [{ ...A, ...a }, B], ...rest });

export const buildOf = (...entries: readonly ZipEntrySpec[]): Uint8Array => buildZip({ entries });

/** The same lie in both headers. */
export const both = (fields: NonNullable<ZipEntrySpec['local']>): Partial<ZipEntrySpec> => ({
  local: fields,
  central: fields,
});

export const broken = (
  what: string,
  bytes: () => Uint8Array,
  places: Broken<ZipView>['places'],
): Broken<ZipView> => ({ what, view: () => zipView(bytes()), places });
