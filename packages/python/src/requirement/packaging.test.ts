import { describe, expect, test } from 'vitest';
import { normalizeName } from '../name/normalize.ts';
import { specifierSetText } from '../specifier/text.ts';
import { askPackaging, packagingMissing } from '../testing/packaging.ts';
import { seeded, type Random } from '../testing/random.ts';
import { anyClause } from '../testing/specifiers.ts';
import { damage } from '../testing/versions.ts';
import { parseRequirement } from './parse.ts';
import { requirementText } from './text.ts';
import type { Requirement } from './types.ts';

const white = (random: Random): string => random.pick(['', '', '', ' ', '\t', '  ']);

const target = (random: Random): string => {
  if (random.chance(0.15)) return `@${white(random)}https://example.invalid/a-1.0.tar.gz#sha256=ab;c `;
  const clauses = random
    .list(random.below(4), () => anyClause(random).ours)
    // A comma ends the text of === for us; packaging's pattern runs over it and then fails or splits there.
    .filter((clause) => !clause.startsWith('==='))
    .join(`${white(random)},${white(random)}`);
  const text = clauses !== '' && random.chance(0.1) ? `${clauses},` : clauses;
  return random.chance(0.2) ? `(${white(random)}${text}${white(random)})` : text;
};

const anyRequirement = (random: Random): string =>
  [
    white(random),
    random.pick(['foo', 'Foo.Bar', 'a_b-c', 'x', '0', 'zope.interface']),
    white(random),
    random.chance(0.3) ? random.pick(['[a]', '[ a , B_c ]', '[]', '[ ]', '[a,a,A.a]']) : '',
    white(random),
    target(random),
    white(random),
    random.chance(0.3) ? `;${white(random)}python_version${white(random)}<"3.9"${white(random)}` : '',
  ].join('');

type Theirs = readonly [string, readonly string[], string, string | null, string | null];

const ours = (requirement: Requirement) => {
  const { target: wanted } = requirement;
  return {
    name: requirement.writtenName,
    extras: requirement.extras,
    specifiers: wanted.kind === 'versions' ? specifierSetText(wanted.specifiers) : '',
    url: wanted.kind === 'url' ? wanted.url : null,
    marked: requirement.marker !== undefined,
  };
};

const theirs = ([name, extras, specifiers, url, marker]: Theirs) => ({
  name,
  extras: [...new Set(extras.map((extra) => normalizeName(extra)))].sort(),
  specifiers,
  url,
  marked: marker !== null,
});

/** What packaging 26.2 reads and the standard does not: each is refused by us on purpose. */
const isStricter = (text: string, code: string): boolean =>
  ((code === 'requirement-name' || code === 'requirement-extras') && /_/.test(text)) ||
  (code === 'requirement-url' && /[^\x21-\x7e\t ]/.test(text)) ||
  code === 'marker-text' ||
  text.endsWith('\n') ||
  // Other white space than space and tab between operator and version.
  (code === 'specifier-version' && /[\n\u00a0\x1c\x85\u2028]/.test(text));

describe.skipIf(packagingMissing)('against packaging', () => {
  test('6,000 clean and damaged requirements are read alike', () => {
    const random = seeded(5082);
    const texts = random.list(6000, () =>
      random.chance(0.5) ? anyRequirement(random) : damage(random, anyRequirement(random)),
    );
    const answers = askPackaging(texts.map((text) => ['requirement', text]));
    let read = 0;
    const differing: unknown[] = [];
    for (const [index, text] of texts.entries()) {
      const requirement = parseRequirement(text);
      const reference = answers[index] as Theirs | null;
      if (requirement.kind === 'ok') {
        read += 1;
        expect(reference, JSON.stringify(text)).not.toBeNull();
        if (reference !== null) expect(ours(requirement), JSON.stringify(text)).toEqual(theirs(reference));
      } else if (reference !== null) {
        expect(isStricter(text, requirement.problems[0].code), JSON.stringify([text, requirement])).toBe(
          true,
        );
      }
    }
    expect(differing).toEqual([]);
    expect(read).toBeGreaterThan(2000);
    expect(read).toBeLessThan(5500);
  });

  test('what we write means the same to packaging', () => {
    const random = seeded(5083);
    const requirements = random
      .list(2000, () => parseRequirement(anyRequirement(random)))
      .filter((requirement) => requirement.kind === 'ok');
    const answers = askPackaging(
      requirements.map((requirement) => ['requirement', requirementText(requirement)]),
    );
    for (const [index, requirement] of requirements.entries()) {
      const again = answers[index] as Theirs;
      expect({ ...theirs(again) }).toEqual({ ...ours(requirement), name: requirement.name });
    }
    expect(requirements.length).toBeGreaterThan(1000);
  });
});
