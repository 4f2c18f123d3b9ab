import { checkSchema } from '../schema/check.ts';
import type { SchemaName } from '../schema/types.ts';
import type { SbomRule } from './types.ts';

export const schema: SbomRule = {
  rule: {
    id: 'sbom/schema',
    title: "The document is valid by its standard's official schema",
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'CycloneDX 1.4-1.7 JSON schema; SPDX 2.3 JSON schema',
    why: 'a reader that trusts the schema may drop what it does not expect, or refuse the whole document',
    todo: 'Mend the value named, or write the document with the version whose schema allows it.',
  },
  judge: async ({ document }) => {
    const { kind, version } = document.detection;
    const faults = await checkSchema(`${kind}-${version}` as SchemaName, document.json);
    return faults.map(({ pointer, message, format }) => ({
      pointer,
      message,
      // Most readers never look at the form of an address or a date.
      ...(format ? { severity: 'medium' as const } : {}),
    }));
  },
};
