import { readBill } from '../../bill/read.ts';
import type { Bill } from '../../bill/types.ts';
import type { WheelContents } from '../inspect.ts';

/** A document of the wheel that can be read. */
export type WheelDocument = {
  /** The entry's name in the wheel. */
  readonly path: string;
  /** Its file name. */
  readonly label: string;
  readonly bill: Bill;
  /** JSON pointers of the components, by ref. */
  readonly places: ReadonlyMap<string, string>;
  readonly text: string;
};

/** The wheel's documents as bills, as far as they are read; of the others `sbom/known-format` tells. */
export const readDocuments = (contents: WheelContents): readonly WheelDocument[] => {
  const documents: WheelDocument[] = [];
  for (const { path, reading } of contents.documents) {
    const document = reading?.document;
    if (document === undefined || !document.detection.supported) continue;
    const { bill, places } = readBill(document);
    documents.push({ path, label: path.slice(path.lastIndexOf('/') + 1), bill, places, text: document.text });
  }
  return documents;
};
