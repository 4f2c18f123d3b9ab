import { isNormalizedName, isValidName, normalizeName } from '../../name/index.ts';
import { quote } from '../../problem/quote.ts';
import type { Check } from './types.ts';

/** Extras are names; since 2.3 they are written in normal form; each is there once. PEP 685. */
export const checkExtras: Check = ({ index, metadata, say }) => {
  const seen = new Set<string>();
  const strict = Number(metadata.metadataVersion) >= 2.3;
  for (const field of index.get('Provides-Extra') ?? []) {
    const { value } = field;
    if (value === '') continue;
    if (!isValidName(value)) {
      say('provides-extra', `Provides-Extra ${quote(value)} is not a valid name.`, field);
      continue;
    }
    const name = normalizeName(value);
    if (strict && !isNormalizedName(value))
      say('provides-extra-form', `Provides-Extra ${quote(value)} in normal form is ${quote(name)}.`, field);
    if (seen.has(name))
      say(
        'provides-extra-duplicate',
        `Provides-Extra ${quote(value)} is there already, without regard to spelling.`,
        field,
      );
    seen.add(name);
  }
};
