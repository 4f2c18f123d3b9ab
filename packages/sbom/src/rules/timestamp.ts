import { isDateTime } from '../schema/formats/date-time.ts';
import { quote, type SbomRule } from './types.ts';

export const timestamp: SbomRule = {
  rule: {
    id: 'sbom/timestamp',
    title: 'The document says when it was made',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 770, SBOM data interoperability; NTIA minimum elements, timestamp',
    why: 'without a time nobody can tell which of two documents about the same release is the newer one',
    todo: 'Write metadata.timestamp (CycloneDX) or creationInfo.created (SPDX), from SOURCE_DATE_EPOCH where it is set.',
  },
  judge: function* ({ bill, document }) {
    const pointer = document.detection.kind === 'spdx' ? '/creationInfo/created' : '/metadata/timestamp';
    const text = bill.metadata.timestamp;
    if (text === undefined) yield { pointer, message: 'the document has no timestamp' };
    else if (!isDateTime(text))
      yield { pointer, message: `the timestamp ${quote(text)} is no RFC 3339 date and time with an offset` };
  },
};
