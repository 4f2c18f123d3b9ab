import type { Detection } from '../../document/types.ts';
import type { WheelContents } from '../inspect.ts';

/** An embedded document, as it is listed. Strings are as the wheel has them: not for a terminal as they stand. */
export type ListedDocument = {
  /** The entry's name in the wheel. */
  readonly path: string;
  readonly sha256: string;
  /** Absent where the content could not be kept. */
  readonly size?: number;
  readonly detection?: Detection;
};

/** The documents below `<dist-info>/sboms/`, in the order of the archive (PEP 770). */
export const listDocuments = (contents: WheelContents): readonly ListedDocument[] =>
  contents.documents.map(({ path, sha256, bytes, reading }) => ({
    path,
    sha256,
    ...(bytes === undefined ? {} : { size: bytes.length }),
    ...(reading === undefined ? {} : { detection: reading.detection }),
  }));
