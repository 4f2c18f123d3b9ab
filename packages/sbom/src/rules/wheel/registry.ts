import type { Rule } from '@custody/findings';
import { claimedFilesExist } from './claimed-files-exist.ts';
import { contentsDigestHolds } from './contents-digest.ts';
import { documentsAgree } from './documents-agree.ts';
import { fileHashes } from './file-hashes.ts';
import { nativesAccounted } from './natives-accounted.ts';
import { present } from './present.ts';
import { rootMetadata } from './root-metadata.ts';
import type { WheelSbomRule } from './types.ts';

/** The rules that hold a wheel's documents against the wheel, in the order in which they are reported. */
export const WHEEL_RULES: readonly WheelSbomRule[] = [
  present,
  rootMetadata,
  nativesAccounted,
  claimedFilesExist,
  fileHashes,
  contentsDigestHolds,
  documentsAgree,
];

export const SBOM_WHEEL_RULES: readonly Rule[] = WHEEL_RULES.map(({ rule }) => rule);
