import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import current from 'spdx-license-ids/index.json' with { type: 'json' };
import type { Acknowledgement, License } from '../bill/types.ts';

const IDS: ReadonlySet<string> = new Set([...current, ...deprecated]);
const NOTHING = new Set(['NOASSERTION', 'NONE', '']);

/** Texts of licences that SPDX does not list, by `LicenseRef-…`. */
export type Extracted = ReadonlyMap<string, { readonly name: string; readonly text: string }>;

/** Reads a licence field (SPDX 2.3, clauses 7.13, 7.15 and annex D). `NOASSERTION` and `NONE` say nothing that a bill can hold. */
export const readLicenseField = (
  field: string | undefined,
  acknowledgement: Acknowledgement,
  extracted: Extracted,
): readonly License[] => {
  const text = field?.trim() ?? '';
  if (NOTHING.has(text)) return [];
  const own = extracted.get(text);
  if (own !== undefined) return [{ kind: 'name', name: own.name, text: own.text, acknowledgement }];
  return IDS.has(text)
    ? [{ kind: 'id', id: text, acknowledgement }]
    : [{ kind: 'expression', expression: text, acknowledgement }];
};

/** Collects the licences that SPDX does not list while a document is written. */
export type Extraction = {
  readonly refs: Map<string, { readonly name: string; readonly text: string }>;
  readonly byContent: Map<string, string>;
  readonly counts: Map<string, number>;
};

export const newExtraction = (): Extraction => ({ refs: new Map(), byContent: new Map(), counts: new Map() });

const refOf = (name: string, text: string, extraction: Extraction): string => {
  const content = JSON.stringify([name, text]);
  const known = extraction.byContent.get(content);
  if (known !== undefined) return known;
  const stem = `LicenseRef-${name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60)}`;
  const count = (extraction.counts.get(stem) ?? 0) + 1;
  extraction.counts.set(stem, count);
  // A plus stands in no stem, so that numbered references cannot meet others.
  const ref = count === 1 ? stem : `${stem}-.${count}`;
  extraction.refs.set(ref, { name, text });
  extraction.byContent.set(content, ref);
  return ref;
};

const expressionOf = (license: License, extraction: Extraction): string => {
  if (license.kind === 'id') return license.id;
  if (license.kind === 'expression') return license.expression;
  return refOf(license.name, license.text ?? license.url ?? license.name, extraction);
};

/** Writes the licences of one kind as one expression: several ones all apply. */
export const writeLicenseField = (
  licenses: readonly License[] | undefined,
  acknowledgement: Acknowledgement,
  extraction: Extraction,
): string | undefined => {
  // What does not say who says so was declared.
  const mine = (licenses ?? []).filter((item) => (item.acknowledgement ?? 'declared') === acknowledgement);
  const texts = mine.map((item) => expressionOf(item, extraction));
  if (texts.length === 0) return undefined;
  return texts.length === 1
    ? texts[0]
    : texts.map((text) => (/\s/.test(text) ? `(${text})` : text)).join(' AND ');
};
