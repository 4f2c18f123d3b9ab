import { parseVersion } from '../version/parse.ts';
import { versionText } from '../version/text.ts';
import type { Random } from './random.ts';
import { anyVersion } from './versions.ts';

const OPERATORS = ['~=', '==', '!=', '<=', '>=', '<', '>', '===', '==*', '!=*', '>=', '<'] as const;

const plain = (random: Random): string =>
  random.list(1 + random.below(3), () => random.pick(['0', '1', '2', '01', '9007199254740993'])).join('.');

/** One clause as we are asked, and as packaging is: see `reference` below. */
export type Clause = { readonly ours: string; readonly reference: string };

const canonical = (text: string): string => {
  const version = parseVersion(text);
  return version === undefined ? text : versionText(version);
};

/**
 * packaging 26.2 works out the prefix of `~=` from the text as written, and so goes wrong on spellings that are not
 * normal (`~=v1.0` matches nothing, `~=1.0.c1` matches 1.0.* only), against PEP 440: it is asked about the normal form.
 */
export const anyClause = (random: Random, near: readonly string[] = []): Clause => {
  const space = () => (random.chance(0.1) ? random.pick([' ', '\t', '  ']) : '');
  const operator = random.pick(OPERATORS);
  if (operator.endsWith('*')) {
    const text = operator.slice(0, -1) + space() + (random.chance(0.1) ? '1!' : '') + plain(random) + '.*';
    return { ours: text, reference: text };
  }
  const local = operator === '==' || operator === '!=' || operator === '===';
  const candidate = near[random.below(near.length)];
  const borrowed = candidate !== undefined && random.chance(0.6) ? candidate : undefined;
  let version = borrowed ?? anyVersion(random, { local });
  if (!local) version = version.replace(/\+.*$/, '');
  if (operator === '~=') {
    const written = operator + space() + version;
    return { ours: written, reference: operator + canonical(version) };
  }
  const text = operator + space() + version;
  return { ours: text, reference: text };
};
