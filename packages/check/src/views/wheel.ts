import type { WheelInspection } from '@custody/python';
import type { EmbeddedDocument, NativeFile } from '@custody/sbom';

/** What the `wheel/…`, `record/…` and `native/…` rules judge: everything that the one pass over a wheel saw. */
export type WheelView = {
  /** The wheel's path, as the person named it. */
  readonly file: string;
  /** Its file name without directories. */
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly inspection: WheelInspection;
  readonly natives: readonly NativeFile[];
  readonly documents: readonly EmbeddedDocument[];
};
