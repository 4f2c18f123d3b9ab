/** Letters of other scripts and digits that look like ASCII letters, by what they look like. */
const LOOK: ReadonlyMap<string, string> = new Map(
  [
    'aаαａɑ',
    'bьᖯｂ',
    'cсϲｃ',
    'dԁｄ',
    'eеｅҽ',
    'fｆſ',
    'gɡｇ',
    'hһｈ',
    'iіιｉıɩ',
    'jјｊ',
    'kкκｋ\u212a',
    'lӏｌ',
    'mмｍ',
    'nոｎ',
    'oоοｏօ',
    'pрρｐ',
    'qԛｑ',
    'rгｒ',
    'sѕｓ',
    'tтτｔ',
    'uυսｕ',
    'vνѵｖ',
    'wԝｗѡ',
    'xхχｘ',
    'yуγｙ',
    'zｚ',
  ].flatMap((line) => {
    const [plain = '', ...others] = line;
    return others.map((one): [string, string] => [one, plain]);
  }),
);

/** The ASCII text that a text looks like: letters of other scripts replaced, marks above and below taken away. */
export const asciiLook = (text: string): string =>
  Array.from(text.toLowerCase().normalize('NFKD'))
    .filter((char) => !/\p{M}|\p{Cf}/u.test(char))
    .map((char) => LOOK.get(char) ?? char)
    .join('');

/** The first letter that is not ASCII, as `U+0430`. */
export const firstForeign = (text: string): string | undefined => {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0x7f) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return undefined;
};

const PAIRS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['0', 'o'],
  ['1', 'l'],
  ['1', 'i'],
  ['5', 's'],
  ['cl', 'd'],
];

const MOST_FORMS = 32;

/** Names that a name could be taken for at a glance: `rn` for `m`, digits for letters. At most 32; itself is not among them. */
export const glances = (name: string): readonly string[] => {
  const forms = new Set<string>();
  for (const [seen, meant] of PAIRS) {
    for (let at = name.indexOf(seen); at !== -1 && forms.size < MOST_FORMS; at = name.indexOf(seen, at + 1))
      forms.add(name.slice(0, at) + meant + name.slice(at + seen.length));
    if (name.includes(seen)) forms.add(name.replaceAll(seen, meant));
  }
  return [...forms];
};
