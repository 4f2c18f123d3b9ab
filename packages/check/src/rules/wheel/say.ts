import type { Position } from '@custody/findings';
import type { ParsedWheelFile } from '@custody/python';

const SHOWN = 4;

/** A few of many values, and how many more there are. */
export const listed = (values: readonly string[]): string => {
  const more = values.length - SHOWN;
  return `${values.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Where a field of the WHEEL file stands first; nothing where it does not. `field` in lower case. */
export const lineOf = ({ fields }: ParsedWheelFile, field: string): { readonly position?: Position } => {
  const line = fields.find(({ name }) => name.toLowerCase() === field)?.line;
  return line === undefined ? {} : { position: { kind: 'text', line, column: 1 } };
};
