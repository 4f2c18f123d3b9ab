import { versionText, type WheelInspection } from '@custody/python';
import { readBill } from '../../bill/read.ts';
import { merge } from '../../merge/merge.ts';
import type { Conflict } from '../../merge/types.ts';
import { validate } from '../../validate/validate.ts';
import { declaredDocuments } from '../declared.ts';
import type { WheelContents } from '../inspect.ts';
import type { Refusal } from './types.ts';

/** Rules about a document without which it must not go into a wheel. */
const REQUIRED: ReadonlySet<string> = new Set([
  'sbom/is-sbom',
  'sbom/known-format',
  'sbom/strict-json',
  'sbom/schema',
  'sbom/primary-component',
  'sbom/unique-refs',
]);

const MOST = 5;

const subjectOf = ({ filename }: WheelInspection, fileName: string) =>
  filename.kind === 'ok'
    ? { name: filename.name, version: versionText(filename.version), fileName }
    : undefined;

export type Given =
  | { readonly kind: 'document'; readonly spdx: boolean; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** Holds a document that somebody else made against the wheel: it must be valid, and describe just this release and file. */
export const judgeGiven = async (
  bytes: Uint8Array,
  contents: WheelContents,
  names: { readonly fileName: string; readonly documentName: string },
): Promise<Given> => {
  const subject = subjectOf(contents.inspection, names.fileName);
  const { document, judgements } = await validate(bytes, {
    file: names.documentName,
    ...(subject === undefined ? {} : { subject }),
  });
  const refusals = judgements
    .filter(({ rule }) => REQUIRED.has(rule.id))
    .flatMap(({ rule, findings, unknowns }) => [
      ...findings.map(({ message }) => ({ code: 'document' as const, message: `${message} (${rule.id})` })),
      ...unknowns.map(({ reason }) => ({ code: 'document' as const, message: `${reason} (${rule.id})` })),
    ]);
  if (refusals.length > 0) return { kind: 'refused', refusals: refusals.slice(0, MOST) };
  if (document === undefined)
    return { kind: 'refused', refusals: [{ code: 'document', message: 'the document cannot be read' }] };
  const { bill } = readBill(document);
  const root = bill.components.find(({ ref }) => ref === bill.root);
  // A root without version would fit every release.
  if (root?.version === undefined)
    return {
      kind: 'refused',
      refusals: [{ code: 'document', message: 'the root of the document has no version' }],
    };
  const others = declaredDocuments(contents).documents.filter(({ label }) => label !== names.documentName);
  const inputs = [
    { bill, label: names.documentName, standing: 'declared' as const },
    ...others.map((other) => ({ ...other, standing: 'declared' as const })),
  ];
  return {
    kind: 'document',
    spdx: document.detection.kind === 'spdx',
    conflicts: others.length === 0 ? [] : merge(inputs, { root }).conflicts,
  };
};
