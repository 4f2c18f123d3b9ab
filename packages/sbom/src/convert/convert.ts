import { readBill } from '../bill/read.ts';
import type { Loss } from '../bill/types.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import type { CycloneDxVersion, SbomDocument } from '../document/types.ts';
import type { JsonObject } from '../json/types.ts';
import { checkSchema } from '../schema/check.ts';
import type { SchemaFault, SchemaName } from '../schema/types.ts';
import { toSpdx } from '../spdx/write.ts';
import { fitCycloneDx } from './fit.ts';

export type ConvertTarget =
  | { readonly standard: 'cyclonedx'; readonly version: CycloneDxVersion }
  | { readonly standard: 'spdx'; readonly version: '2.3' };

export type Conversion =
  | {
      readonly kind: 'converted';
      /** Valid against the target's official schema. */
      readonly document: JsonObject;
      /** What the source says and the target cannot hold. */
      readonly losses: readonly Loss[];
    }
  | {
      /** The source is not valid by its own schema, so what it means is not certain. */
      readonly kind: 'invalid-source';
      readonly faults: readonly SchemaFault[];
    }
  | { readonly kind: 'unsupported-source'; readonly version: string };

const convertValid = async (document: SbomDocument, target: ConvertTarget): Promise<Conversion> => {
  // Between versions of CycloneDX nothing has to pass through the bill, which models less than CycloneDX does.
  if (target.standard === 'cyclonedx' && document.detection.kind === 'cyclonedx')
    return { kind: 'converted', ...(await fitCycloneDx(document.json, target.version)) };
  const { bill, losses } = readBill(document);
  const written = target.standard === 'spdx' ? await toSpdx(bill) : await toCycloneDx(bill, target.version);
  return { kind: 'converted', document: written.document, losses: [...losses, ...written.losses] };
};

/**
 * Converts a document to another version or standard. Everything that gets lost is listed, with its place and the reason;
 * the result always validates. A source that does not validate itself is not converted.
 */
export const convert = async (document: SbomDocument, target: ConvertTarget): Promise<Conversion> => {
  const { kind, version, supported } = document.detection;
  if (!supported) return { kind: 'unsupported-source', version };
  const faults = await checkSchema(`${kind}-${version}` as SchemaName, document.json);
  return faults.length > 0 ? { kind: 'invalid-source', faults } : convertValid(document, target);
};
