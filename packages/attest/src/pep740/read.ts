import { takeEntry } from '../bundle/entry.ts';
import { MAX_CERTIFICATE, MAX_TIMESTAMP } from '../bundle/read.ts';
import type { Evidence, Provenance, Publisher, Reading } from '../bundle/types.ts';
import { MAX_SIGNATURE } from '../envelope/read.ts';
import { readJson } from '../json/read.ts';
import { type Findings, findings, type Taker, taker } from '../json/taker.ts';
import type { Json } from '../json/types.ts';
import { isObject } from '../json/value.ts';
import { IN_TOTO_PAYLOAD_TYPE } from '../statement/read.ts';

const ATTESTATION_CLAUSE = 'PEP 740, Attestation objects';
const PROVENANCE_CLAUSE = 'PEP 740, Provenance objects';

const MAX_STATEMENT = 16 * 2 ** 20;
const MAX_ENTRIES = 16;
const MAX_TIMESTAMPS = 16;
const MAX_BUNDLES = 64;
const MAX_ATTESTATIONS = 64;

const checkVersion = (from: Taker, to: Findings): void => {
  const version = from.raw('version');
  if (version === undefined) to.report('missing', `${from.place}/version`, 'the version is missing');
  else if (version !== 1) to.report('unsupported', `${from.place}/version`, 'only version 1 is known');
};

const takeAttestation = (from: Taker, to: Findings): Evidence | undefined => {
  from.close('version', 'verification_material', 'envelope');
  checkVersion(from, to);
  const envelope = from.object('envelope');
  envelope?.close('statement', 'signature');
  const payload = envelope?.bytes('statement', MAX_STATEMENT);
  const signature = envelope?.bytes('signature', MAX_SIGNATURE);
  const material = from.object('verification_material');
  material?.close('certificate', 'transparency_entries', 'timestamps');
  const leaf = material?.bytes('certificate', MAX_CERTIFICATE);
  const takers = material?.objects('transparency_entries', MAX_ENTRIES) ?? [];
  if (material?.has('transparency_entries') === true && takers.length === 0)
    to.report(
      'missing',
      `${material.place}/transparency_entries`,
      'an attestation has a transparency log entry',
    );
  const entries = takers.flatMap((item) => {
    const entry = takeEntry(item, to);
    if (entry !== undefined && entry.proof?.checkpoint === undefined)
      to.report('missing', `${item.place}/inclusionProof`, 'an inclusion proof with a checkpoint is missing');
    return entry === undefined ? [] : [entry];
  });
  // A draft of the next version: what Rekor v2 needs, which tells no time.
  const timestamps =
    material?.has('timestamps') === true
      ? (material.list('timestamps', MAX_TIMESTAMPS) ?? []).flatMap((item, index) =>
          material.item('timestamps', index, item, MAX_TIMESTAMP),
        )
      : [];
  if (payload === undefined || signature === undefined || leaf === undefined) return undefined;
  return {
    format: { kind: 'pep740' },
    content: {
      kind: 'dsse',
      envelope: { payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures: [{ keyid: '', signature }] },
    },
    key: { kind: 'certificate', leaf, others: [] },
    entries,
    timestamps,
    unknownMembers: to.unknownMembers,
  };
};

/** Reads a PEP 740 attestation object (version 1): what stands in a `.publish.attestation` file. Never throws. */
export const readAttestation = (bytes: Uint8Array): Reading<Evidence> => {
  const json = readJson(bytes);
  return json.kind === 'invalid' ? json : attestationOf(json.value);
};

/** As `readAttestation`, of JSON that was read already. */
export const attestationOf = (value: Json): Reading<Evidence> => {
  const to = findings(ATTESTATION_CLAUSE);
  const from = taker(value, '', to);
  return to.conclude(() => from && takeAttestation(from, to));
};

const takePublisher = (from: Taker): Publisher | undefined => {
  const kind = from.text('kind');
  const object = from.whole;
  return kind === undefined ? undefined : { kind, members: new Map(Object.entries(object)) };
};

/** As `readProvenance`, of JSON that was read already. */
export const provenanceOf = (value: Json): Reading<Provenance> => {
  const to = findings(PROVENANCE_CLAUSE);
  const from = taker(value, '', to);
  return to.conclude(() => {
    if (from === undefined) return undefined;
    from.close('version', 'attestation_bundles');
    checkVersion(from, to);
    const takers = from.objects('attestation_bundles', MAX_BUNDLES);
    if (from.has('attestation_bundles') && takers.length === 0)
      to.report('missing', '/attestation_bundles', 'a provenance object has at least one bundle');
    const bundles = takers.flatMap((item) => {
      item.close('publisher', 'attestations');
      const named = item.object('publisher');
      const publisher = named && takePublisher(named);
      const attestations = item.objects('attestations', MAX_ATTESTATIONS).flatMap((each) => {
        const evidence = takeAttestation(each, to);
        return evidence === undefined || publisher === undefined ? [] : [{ ...evidence, publisher }];
      });
      if (item.has('attestations') && attestations.length === 0)
        to.report('missing', `${item.place}/attestations`, 'a bundle has at least one attestation');
      return publisher === undefined ? [] : [{ publisher, attestations }];
    });
    return { bundles, unknownMembers: to.unknownMembers };
  });
};

/** Reads a PEP 740 provenance object (version 1): what an index serves, or a `.provenance` file. Never throws. */
export const readProvenance = (bytes: Uint8Array): Reading<Provenance> => {
  const json = readJson(bytes);
  return json.kind === 'invalid' ? json : provenanceOf(json.value);
};

/** What a PEP 740 file is: either object, told apart by its members. */
export type Pep740 =
  | { readonly kind: 'attestation'; readonly attestation: Evidence }
  | { readonly kind: 'provenance'; readonly provenance: Provenance };

/** Reads either object of PEP 740. Never throws. */
export const readPep740 = (bytes: Uint8Array): Reading<Pep740> => {
  const json = readJson(bytes);
  if (json.kind === 'invalid') return json;
  if (isObject(json.value) && Object.hasOwn(json.value, 'attestation_bundles')) {
    const reading = provenanceOf(json.value);
    return reading.kind === 'invalid'
      ? reading
      : { kind: 'read', value: { kind: 'provenance', provenance: reading.value } };
  }
  const reading = attestationOf(json.value);
  return reading.kind === 'invalid'
    ? reading
    : { kind: 'read', value: { kind: 'attestation', attestation: reading.value } };
};
