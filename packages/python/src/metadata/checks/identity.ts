import { isValidName } from '../../name/index.ts';
import { quote } from '../../problem/quote.ts';
import { canonicalVersion, parseVersion } from '../../version/index.ts';
import type { Check } from './types.ts';

/** Name and Version are of their grammars, and PyPI takes them. */
export const checkIdentity: Check = ({ index, say }) => {
  const name = index.get('Name')?.[0];
  if (name !== undefined && name.value !== '' && !isValidName(name.value))
    say(
      'invalid-name',
      `Name ${quote(name.value)} is not a project name: ASCII letters, digits, ".", "-" and "_" between letters or digits.`,
      name,
    );
  const field = index.get('Version')?.[0];
  if (field === undefined || field.value === '') return;
  const version = parseVersion(field.value);
  if (version === undefined) {
    say('invalid-version', `Version ${quote(field.value)} is not a version (PEP 440).`, field);
    return;
  }
  const canonical = canonicalVersion(field.value);
  if (canonical !== undefined && canonical !== field.value)
    say(
      'version-not-canonical',
      `Version ${quote(field.value)} in normal form is ${quote(canonical)}.`,
      field,
    );
  if (version.local !== undefined)
    say('local-version', `Version ${quote(field.value)} has a local label, which PyPI refuses.`, field);
};
