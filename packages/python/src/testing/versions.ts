import type { Random } from './random.ts';

const HUGE = [
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '123456789012345678901234567890',
] as const;

const number = (random: Random): string => {
  const roll = random.below(20);
  if (roll === 0) return random.pick(HUGE);
  if (roll === 1) return `00${random.below(12)}`;
  if (roll === 2) return String(random.below(3000));
  return String(random.below(3));
};

const separator = (random: Random): string => random.pick(['', '', '.', '-', '_']);

const maybe = (random: Random, probability: number, make: () => string): string =>
  random.chance(probability) ? make() : '';

const word = (random: Random, words: readonly [string, ...string[]]): string => {
  const chosen = random.pick(words);
  return random.chance(0.1) ? chosen.toUpperCase() : chosen;
};

const suffix = (random: Random, words: readonly [string, ...string[]]): string =>
  separator(random) + word(random, words) + maybe(random, 0.8, () => separator(random) + number(random));

const local = (random: Random): string =>
  `+${random
    .list(1 + random.below(3), () => random.pick(['ubuntu', '1', '01', '7e10', 'Abc', '0', '12', 'x86', 'a']))
    .join(random.pick(['.', '-', '_']))}`;

/** A version in some spelling of PEP 440; close together, so that comparisons are often ties. */
export const anyVersion = (random: Random, parts: { readonly local?: boolean } = {}): string =>
  [
    maybe(random, 0.06, () => random.pick(['v', 'V'])),
    maybe(random, 0.12, () => `${number(random)}!`),
    random.list(1 + random.below(4), () => number(random)).join('.'),
    maybe(random, 0.35, () => suffix(random, ['a', 'b', 'rc', 'alpha', 'beta', 'c', 'pre', 'preview'])),
    maybe(random, 0.3, () =>
      random.chance(0.2) ? `-${number(random)}` : suffix(random, ['post', 'rev', 'r']),
    ),
    maybe(random, 0.3, () => suffix(random, ['dev'])),
    parts.local === false ? '' : maybe(random, 0.2, () => local(random)),
  ].join('');

const DIRT = [
  ' ',
  '\t',
  '\n',
  '\u00a0',
  '\ufeff',
  '\u200b',
  '\u001c',
  '\u0085',
  '\u2028',
  '\u0661',
  '\uff11',
  '\u017f',
  '\u212a',
  '.',
  '..',
  '-',
  '_',
  '!',
  '+',
  '*',
  '.*',
  'v',
  'x',
  '=',
  ',',
  ';',
  '(',
  '~',
  '\u0000',
  '1',
  '0',
  'dev',
  'rc',
  'post',
] as const;

/** A text with up to three small damages: often still a version, often nearly one. */
export const damage = (random: Random, text: string): string => {
  let damaged = text;
  for (let count = random.below(4); count > 0; count -= 1) {
    const at = random.below(damaged.length + 1);
    const skip = random.chance(0.3) ? 1 : 0;
    damaged = damaged.slice(0, at) + (random.chance(0.8) ? random.pick(DIRT) : '') + damaged.slice(at + skip);
  }
  return damaged;
};
