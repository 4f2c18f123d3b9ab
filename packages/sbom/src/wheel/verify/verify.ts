import type { Judgement } from '@custody/findings';
import { WHEEL_RULES } from '../../rules/wheel/registry.ts';
import type { WheelContents } from '../inspect.ts';
import { fileClaims } from './claims.ts';
import type { WheelDocument } from './documents.ts';

export type VerifyOptions = {
  /** The wheel's path, as the person named it. */
  readonly file: string;
};

/** Most wheels carry no document: what reads them is loaded with the first. */
const documentsOf = async (contents: WheelContents): Promise<readonly WheelDocument[]> =>
  contents.documents.length === 0 ? [] : (await import('./documents.ts')).readDocuments(contents);

/**
 * Holds a wheel's SBOMs against the wheel, both ways: every binary accounted for, every file that is spoken of there and with its
 * hash, the root the release of METADATA, no document against another. One judgement for each rule; a wheel without SBOM breaks
 * none of them, but where it bundles libraries it is told so. The documents themselves are `validate`'s to judge. PEP 770.
 */
export const verifyWheelContents = async (
  contents: WheelContents,
  { file }: VerifyOptions,
): Promise<readonly Judgement[]> => {
  const documents = await documentsOf(contents);
  const digests = new Map(contents.inspection.entries.map(({ entry, sha256 }) => [entry.name, sha256]));
  const claims = documents.flatMap((document) => fileClaims(document, digests));
  const context = { file, contents, documents, claims };
  return Promise.all(WHEEL_RULES.map(async ({ rule, judge }) => ({ rule, ...(await judge(context)) })));
};
