import type { Envelope, Reading } from '../bundle/types.ts';
import { readJson } from '../json/read.ts';
import { findings, type Taker, taker } from '../json/taker.ts';

export const ENVELOPE_CLAUSE = 'DSSE v1, Envelope';

const MAX_PAYLOAD = 16 * 2 ** 20;
const MAX_SIGNATURES = 16;
export const MAX_SIGNATURE = 4096;

/** Takes an envelope out of a document; what is wrong is reported to the document's taker. */
export const takeEnvelope = (from: Taker): Envelope | undefined => {
  from.close('payload', 'payloadType', 'signatures');
  const payloadType = from.text('payloadType');
  const payload = from.bytes('payload', MAX_PAYLOAD);
  const signatures = from.objects('signatures', MAX_SIGNATURES).flatMap((item) => {
    item.close('sig', 'keyid');
    const signature = item.bytes('sig', MAX_SIGNATURE);
    const keyid = item.optionalText('keyid') ?? '';
    return signature === undefined ? [] : [{ signature, keyid }];
  });
  if (payloadType === undefined || payload === undefined) return undefined;
  return { payloadType, payload, signatures };
};

/** Reads a DSSE envelope that stands alone. */
export const readEnvelope = (bytes: Uint8Array): Reading<Envelope> => {
  const json = readJson(bytes);
  if (json.kind === 'invalid') return json;
  const to = findings(ENVELOPE_CLAUSE);
  const from = taker(json.value, '', to);
  return to.conclude(() => {
    const envelope = from && takeEnvelope(from);
    if (envelope?.signatures.length === 0)
      to.report('missing', '/signatures', 'an envelope has at least one signature');
    return envelope;
  });
};
