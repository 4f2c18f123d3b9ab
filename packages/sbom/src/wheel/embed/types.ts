import type { FilePort } from '@custody/host';
import type { CycloneDxVersion } from '../../document/types.ts';
import type { Conflict } from '../../merge/types.ts';
import type { GenerateOptions } from '../generate.ts';

export type RefusalCode =
  /** The archive cannot be read, or readers may see different things in it. */
  | 'unsound-archive'
  /** There is no dist-info directory, METADATA or RECORD that can be read, or they are not of the release that the file's name tells. */
  | 'not-a-wheel'
  /** RECORD and the files do not agree: a new RECORD would make that look right. */
  | 'tampered'
  /** RECORD cannot be rewritten without changing other rows. */
  | 'record'
  /** RECORD.jws or RECORD.p7s sign the RECORD that would change. */
  | 'signed'
  /** The document is no valid SBOM, or not of this wheel. */
  | 'document';

/** Why a wheel is not touched. */
export type Refusal = { readonly code: RefusalCode; readonly message: string };

export type EmbedOptions = GenerateOptions & {
  /** The document to embed; one is generated where none is given. */
  readonly document?: Uint8Array;
  /** Its file name below `<dist-info>/sboms/`: `custody.cdx.json`, or `custody.spdx.json` for SPDX. */
  readonly documentName?: string;
  /** Of a generated document: 1.6 unless stated. */
  readonly specVersion?: CycloneDxVersion;
  /** True: a generated document lists every file, not only binaries. */
  readonly files?: boolean;
  /**
   * False: only the names in RECORD and the dist-info directory are checked, not the bytes of every file. Where a document is
   * generated all bytes are read in any case, and checked.
   */
  readonly verify?: boolean;
  /** An existing directory that the result goes to, under the wheel's own name; the wheel itself stays. */
  readonly copyTo?: string;
  /** False: digests of the wheel are not computed. */
  readonly digest?: boolean;
  readonly signal?: AbortSignal;
  readonly port?: FilePort;
};

export type EmbedResult =
  | {
      /** `unchanged`: the wheel has just this document already. */
      readonly kind: 'embedded' | 'unchanged';
      /** Where the wheel with the document is now. */
      readonly path: string;
      /** The document's name in the wheel. */
      readonly entry: string;
      /** SHA-256 of the wheel before and after, lower-case hex. */
      readonly before?: string;
      readonly after?: string;
      /** Where the wheel's documents contradict each other. */
      readonly conflicts: readonly Conflict[];
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };
