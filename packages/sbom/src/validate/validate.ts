import { finding, type Judgement, type Rule, unknown } from '@custody/findings';
import { readBill } from '../bill/read.ts';
import { readDocument } from '../document/read.ts';
import type { Detection, SbomDocument } from '../document/types.ts';
import type { JsonProblem } from '../json/types.ts';
import { PROFILES } from '../profiles/registry.ts';
import { isSbom, knownFormat } from '../rules/known-format.ts';
import { DOCUMENT_RULES } from '../rules/registry.ts';
import { strictJson } from '../rules/strict-json.ts';
import type { SbomContext, SbomRule } from '../rules/types.ts';
import { at, type Observed, type Place, placeObservations } from './place.ts';
import type { ValidateOptions, Validation } from './types.ts';

const holds = (rule: Rule): Judgement => ({ rule, findings: [], unknowns: [] });

const judgeJson = (problems: readonly JsonProblem[], place: Place): Judgement => ({
  ...holds(strictJson),
  findings: problems.map(({ message, position }) =>
    finding(strictJson, { message, locations: [at(place, position)] }),
  ),
});

const NAMES: Readonly<Record<Detection['kind'], string>> = {
  cyclonedx: 'CycloneDX',
  spdx: 'SPDX',
  'spdx-3': 'SPDX 3 JSON-LD, version',
  'cyclonedx-xml': 'CycloneDX in XML, version',
  'spdx-tag-value': 'SPDX in tag-value form, version',
  'not-an-sbom': 'no SBOM',
};

const formatName = (detection: Detection): string =>
  detection.kind === 'not-an-sbom'
    ? NAMES[detection.kind]
    : `${NAMES[detection.kind]} ${detection.version ?? 'unknown'}`;

/** What is no SBOM, or in a form that is not read. An unknown standard or version is a note, never a rejection (PEP 770). */
const judgeFormat = (detection: Detection, place: Place): readonly Judgement[] => {
  if (detection.kind === 'not-an-sbom') {
    const message = `this is no SBOM: ${detection.reason}`;
    return [{ ...holds(isSbom), findings: [finding(isSbom, { message, locations: [at(place)] })] }];
  }
  const message = `the document is ${formatName(detection)}, which is recognised but not read: nothing of it was judged`;
  return [
    holds(isSbom),
    detection.supported
      ? holds(knownFormat)
      : { ...holds(knownFormat), findings: [finding(knownFormat, { message, locations: [at(place)] })] },
  ];
};

const contextOf = (document: SbomDocument, options: ValidateOptions): SbomContext => {
  const { bill, places } = readBill(document);
  return {
    document,
    bill,
    places,
    ...(options.subject === undefined ? {} : { subject: options.subject }),
    ...(options.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: options.sourceDateEpoch }),
  };
};

const rulesFor = (options: ValidateOptions): readonly SbomRule[] => [
  ...DOCUMENT_RULES,
  ...(options.profiles ?? []).map((name) => PROFILES[name]),
];

/**
 * Judges the bytes of one SBOM: strict JSON, the official schema of its version, PEP 770's wishes, and the profiles asked for.
 * Findings carry lines and columns. What could not be read leaves the profiles that were asked for unknown, never ok.
 */
export const validate = async (bytes: Uint8Array, options: ValidateOptions): Promise<Validation> => {
  const place: Place =
    options.entry === undefined ? { file: options.file } : { file: options.file, entry: options.entry };
  const { detection, document, problems } = readDocument(bytes, options.limits);
  const format = judgeFormat(detection, place);
  // XML and tag-value are no JSON, which is not their fault.
  const json =
    detection.kind === 'cyclonedx-xml' || detection.kind === 'spdx-tag-value'
      ? []
      : [judgeJson(problems, place)];
  if (document === undefined || !detection.supported) {
    const reason = `the document is ${formatName(detection)}, which is not read`;
    const asked = (options.profiles ?? []).map((name): Judgement => {
      const { rule } = PROFILES[name];
      return { ...holds(rule), unknowns: [unknown(rule, { reason, location: at(place) })] };
    });
    return {
      detection,
      ...(document === undefined ? {} : { document }),
      judgements: [...format, ...json, ...asked],
    };
  }
  const context = contextOf(document, options);
  const observed: Observed[] = [];
  for (const { rule, judge } of rulesFor(options))
    observed.push({ rule, observations: [...(await judge(context))] });
  const judgements = [...format, ...json, ...placeObservations(document.text, place, observed)];
  return { detection, document, judgements };
};
