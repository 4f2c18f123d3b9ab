import type { Judgement } from '@custody/findings';
import type { JsonLimits } from '../json/types.ts';
import type { Detection, SbomDocument } from '../document/types.ts';
import type { ProfileName } from '../profiles/registry.ts';
import type { ExpectedSubject } from '../rules/types.ts';

export type ValidateOptions = {
  /** How findings name the file: its path, and the entry where it stands inside an archive. */
  readonly file: string;
  readonly entry?: string;
  readonly profiles?: readonly ProfileName[];
  /** The artifact that the document should describe. */
  readonly subject?: ExpectedSubject;
  /** The value of `SOURCE_DATE_EPOCH` under which the document should have been made. */
  readonly sourceDateEpoch?: string;
  readonly limits?: JsonLimits;
};

export type Validation = {
  readonly detection: Detection;
  /** Absent where the content could not be read as JSON of a standard that is read. */
  readonly document?: SbomDocument;
  /** One for every rule that was asked. */
  readonly judgements: readonly Judgement[];
};
