import { documentTimestamp } from '../write/timestamp.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

const RANDOM = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/;

export const reproducible: SbomRule = {
  rule: {
    id: 'sbom/reproducible',
    title: 'The document is the same when it is made again',
    severity: 'info',
    confidence: 'high',
    sources: ['custody'],
    standard: 'reproducible-builds.org, SOURCE_DATE_EPOCH; RFC 9562, UUIDv5',
    why: 'a document that differs each time makes the artifact that holds it impossible to build again',
    todo: 'Take the serial number from the content (UUIDv5) and the timestamp from SOURCE_DATE_EPOCH.',
  },
  judge: function* ({ bill, document, sourceDateEpoch }): Generator<Observation> {
    const spdx = document.detection.kind === 'spdx';
    if (bill.serialNumber !== undefined && RANDOM.test(bill.serialNumber))
      yield {
        pointer: spdx ? '/documentNamespace' : '/serialNumber',
        message: `${quote(bill.serialNumber)} is a random serial number`,
      };
    if (sourceDateEpoch === undefined || bill.metadata.timestamp === undefined) return;
    const expected = documentTimestamp(sourceDateEpoch, new Date(0));
    if (expected.kind === 'timestamp' && Date.parse(bill.metadata.timestamp) !== Date.parse(expected.text))
      yield {
        pointer: spdx ? '/creationInfo/created' : '/metadata/timestamp',
        message: `the timestamp is ${quote(bill.metadata.timestamp)}; SOURCE_DATE_EPOCH says ${expected.text}`,
        severity: 'low',
      };
  },
};
