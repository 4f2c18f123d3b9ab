import type { Judgement } from '@custody/findings';
import { WHEEL_RULES } from '../../rules/wheel/registry.ts';
import type { WheelContents } from '../inspect.ts';
import { fileClaims } from './claims.ts';
import { readDocuments } from './documents.ts';

export type VerifyOptions = {
  /** The wheel's path, as the person named it. */
  readonly file: string;
};

/**
 * Holds a wheel's SBOMs against the wheel, both ways: every binary accounted for, every file that is spoken of there and with its
 * hash, the root the release of METADATA, no document against another. One judgement for each rule; a wheel without SBOM breaks
 * none of them, but where it bundles libraries it is told so. The documents themselves are `validate`'s to judge. PEP 770.
 */
export const verifyWheelContents = (
  contents: WheelContents,
  { file }: VerifyOptions,
): readonly Judgement[] => {
  const documents = readDocuments(contents);
  const digests = new Map(contents.inspection.entries.map(({ entry, sha256 }) => [entry.name, sha256]));
  const claims = documents.flatMap((document) => fileClaims(document, digests));
  const context = { file, contents, documents, claims };
  return WHEEL_RULES.map(({ rule, judge }) => ({ rule, ...judge(context) }));
};
