import { quote } from '../../problem/quote.ts';
import { FIELDS } from '../fields.ts';
import type { Check } from './types.ts';

const NEVER: ReadonlySet<string> = new Set(['name', 'version', 'metadata-version']);
/** Fields that exist but that PyPI does not take as dynamic. */
const NOT_ON_PYPI: ReadonlySet<string> = new Set(['dynamic']);

/** Dynamic names other fields, never those that say which release this is. PEP 643. */
export const checkDynamic: Check = ({ index, say }) => {
  for (const field of index.get('Dynamic') ?? []) {
    const name = field.value.toLowerCase();
    if (NEVER.has(name)) say('dynamic', `Dynamic must not name ${quote(field.value)}.`, field);
    else if (name !== '' && !FIELDS.has(name))
      say('dynamic', `Dynamic names ${quote(field.value)}, which is no field.`, field);
    else if (NOT_ON_PYPI.has(name))
      say('dynamic-unlisted', `PyPI does not take ${quote(field.value)} as a dynamic field.`, field);
  }
};
