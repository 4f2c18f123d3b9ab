import type { Content } from '../bytes/bytes.ts';
import type { ZipEntrySpec, ZipSpec } from '../zip/spec.ts';
import type { RecordRow } from './record.ts';

/** Files by name, in order; as pairs where a name shall occur twice. */
export type Files = Readonly<Record<string, Content>> | readonly (readonly [string, Content])[];

/** A wheel to build. Everything has a default that makes a sound wheel; `null` leaves a file out. */
export type WheelOptions = {
  /** `tidewater` by default; as METADATA shall spell it. */
  readonly name?: string;
  readonly version?: string;
  readonly build?: string;
  /** Expanded tags; `['py3-none-any']` by default. */
  readonly tags?: readonly string[];
  /** What is installed; one small module by default. */
  readonly files?: Files;
  /** The whole METADATA. */
  readonly metadata?: Content | null;
  /** Header lines added to the default METADATA: `['Requires-Dist: attrs']`. */
  readonly headers?: readonly string[];
  readonly description?: string;
  /** The whole WHEEL. */
  readonly wheel?: Content | null;
  readonly entryPoints?: Content;
  /** Files in dist-info/licenses; `{ LICENSE: … }` by default, named in METADATA. */
  readonly licences?: Readonly<Record<string, Content>>;
  /** Files in dist-info/sboms. */
  readonly sboms?: Readonly<Record<string, Content>>;
  /** More files in dist-info. */
  readonly distInfo?: Files;
  /** The dist-info directory's name, without slash. */
  readonly distInfoName?: string;
  /** `right` (default), `none`, its whole text, or what becomes of the right rows. */
  readonly record?:
    | 'right'
    | 'none'
    | { readonly text: Content }
    | ((rows: readonly RecordRow[]) => readonly RecordRow[]);
  /** Compression method of all entries: 8 by default. */
  readonly method?: number;
  /** Change an entry's low-level specification, by name. RECORD is computed before. */
  readonly entry?: (spec: ZipEntrySpec & { readonly name: string }) => ZipEntrySpec;
  /** Change the archive's low-level specification. RECORD is computed before. */
  readonly zip?: (spec: ZipSpec) => ZipSpec;
};
