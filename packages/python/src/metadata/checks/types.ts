import type { FieldIndex } from '../build.ts';
import type { MetadataCode } from '../codes.ts';
import type { CoreMetadata, MetadataField } from '../types.ts';

/** What a check looks at, and where it says what does not hold. */
export type Context = {
  readonly metadata: CoreMetadata;
  readonly index: FieldIndex;
  readonly say: (
    code: MetadataCode,
    message: string,
    at: Pick<MetadataField, 'name'> & { readonly line?: number },
  ) => void;
};

/** One aspect of core metadata. */
export type Check = (context: Context) => void;
