import type { Location } from '@custody/findings';
import type { MetadataView } from '../../views/metadata.ts';

/** A field of the metadata, and where it stands. Of a field that is there twice the first counts, as its reader says. */
export type Placed = { readonly value: string; readonly location: Location };

/** The first field of that name (in the standard's spelling), or undefined where there is none or it is empty. */
export const fieldOf = ({ file, entry, parsed }: MetadataView, name: string): Placed | undefined => {
  const field = parsed.fields.find((one) => one.name === name);
  if (field === undefined || field.value === '') return undefined;
  return {
    value: field.value,
    location: { file, entry, position: { kind: 'text', line: field.line } },
  };
};

/** Why what the file name says cannot be held against the metadata. */
export const UNNAMED = 'the file name is not one that says which project and version it holds';
