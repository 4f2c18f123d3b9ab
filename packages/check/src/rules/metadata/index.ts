import type { MetadataView } from '../../views/metadata.ts';
import type { JudgedRule } from '../rule.ts';

/** Core metadata: METADATA of a wheel, PKG-INFO of an sdist. */
export const metadataRules: readonly JudgedRule<MetadataView>[] = [];
