import { readCycloneDx, type BillReading } from '../cyclonedx/read.ts';
import type { SbomDocument } from '../document/types.ts';
import { readSpdx } from '../spdx/read.ts';

/** Reads a document of either standard as a bill, with what the bill could not take over. Never throws. */
export const readBill = (document: SbomDocument): BillReading =>
  document.detection.kind === 'cyclonedx' ? readCycloneDx(document.json) : readSpdx(document.json);
