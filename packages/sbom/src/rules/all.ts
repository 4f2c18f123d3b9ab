import type { Rule } from '@custody/findings';
import { PROFILES } from '../profiles/registry.ts';
import { isSbom, knownFormat } from './known-format.ts';
import { DOCUMENT_RULES } from './registry.ts';
import { strictJson } from './strict-json.ts';

/** Every rule about a document as such, in the order in which they are reported: for lists and documentation. */
export const SBOM_DOCUMENT_RULES: readonly Rule[] = [
  isSbom,
  knownFormat,
  strictJson,
  ...DOCUMENT_RULES.map(({ rule }) => rule),
  ...Object.values(PROFILES).map(({ rule }) => rule),
];
