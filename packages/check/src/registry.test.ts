import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areaOf, type RuleSource, rulesMarkdown } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { allRules, ruleById, ruleTableOfAll, ruleTableWith } from './registry.ts';

const RULES = fileURLToPath(new URL('rules', import.meta.url));
const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));

const RULES_OF_ALL = await allRules();

const families = readdirSync(RULES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
  .map(({ name }) => name)
  .sort();

/** The ids that the files of a family define, and the file of each. */
const definedIn = (family: string): readonly (readonly [id: string, file: string])[] =>
  readdirSync(join(RULES, family))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const text = readFileSync(join(RULES, family, name), 'utf8');
      return [...text.matchAll(/^\s*id: '([^']+)',$/gm)].map(([, id = '']) => [id, name] as const);
    });

describe('the registry', () => {
  test('has every rule once', async () => {
    const ids = RULES_OF_ALL.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect((await ruleTableOfAll()).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(200);
  });

  test('finds a rule by its id, and nothing by another', async () => {
    expect((await ruleById('zip/duplicate-name'))?.severity).toBe('critical');
    expect(await ruleById('zip/duplicate')).toBeUndefined();
    expect(await ruleById('toString')).toBeUndefined();
  });

  test('gives every rule that it is asked for, whatever family it is of', async () => {
    for (const { id } of RULES_OF_ALL) expect((await ruleTableWith([id])).get(id)?.id).toBe(id);
  });

  test('loads no family that nothing asks for', async () => {
    const areas = new Set([...(await ruleTableWith(['zip/gap'])).keys()].map(areaOf));
    expect(areas).not.toContain('audit');
    expect(areas).not.toContain('tar');
  });

  test.each(families)('lists every rule that a file of %s/ defines, and no others', (family) => {
    const defined = definedIn(family).map(([id]) => id);
    const listed = RULES_OF_ALL.map(({ id }) => id).filter((id) => areaOf(id) === family);
    expect([...new Set(defined)].sort()).toEqual([...listed].sort());
  });

  test.each(families)('names each file of %s/ after its rule', (family) => {
    expect(definedIn(family).filter(([id, file]) => !related(id, file))).toEqual([]);
  });

  test.each(families)('has every rule of %s/ shown to hold and to fail', (family) => {
    const tests = readdirSync(join(RULES, family)).filter((name) => name.endsWith('.test.ts'));
    const text = tests.map((name) => readFileSync(join(RULES, family, name), 'utf8')).join('\n');
    if (family !== 'file') expect(text).toContain('testFamily');
    // Those that `testFamily` is not given are named, and tested one by one.
    const ids = RULES_OF_ALL.filter(
      ({ id, online }) => areaOf(id) === family && (online || family === 'file'),
    );
    expect(ids.map(({ id }) => id).filter((id) => !text.includes(`'${id}'`))).toEqual([]);
  });
});

/** Whether file name and id share a word: `machine-matches.ts` and `native/machine-matches-tag`. */
const related = (id: string, file: string): boolean => {
  const words = new Set(basename(file, '.ts').split('-'));
  return id
    .slice(id.indexOf('/') + 1)
    .split('-')
    .some((word) => words.has(word));
};

const STRENGTH: readonly RuleSource[] = ['pypi-rejects', 'pypi-warns', 'standard', 'custody'];

describe('what rules say', () => {
  test('the strongest source first, each once', () => {
    const odd = RULES_OF_ALL.filter(({ sources }) => {
      const strengths = sources.map((source) => STRENGTH.indexOf(source));
      return strengths.some((strength, index) => index > 0 && strength <= (strengths[index - 1] ?? -1));
    });
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test('what a standard demands, they name', () => {
    const unnamed = RULES_OF_ALL.filter(
      ({ sources, standard }) => sources.includes('standard') && standard === undefined,
    );
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });

  test('titles are phrases on one line, and every text says something', () => {
    const odd = RULES_OF_ALL.filter(
      ({ title, why, todo, attack = 'none' }) =>
        title.endsWith('.') ||
        [title, why, todo, attack].some((text) => text.trim() !== text || text === '' || text.includes('\n')),
    );
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  /** PyPI refuses older spellings, and sizes over a limit that it raises on request; elsewhere such wheels are in order. */
  const MILD = new Set(['wheel/name-normalized', 'wheel/size']);

  test('what PyPI refuses is at least high, but for what is in order elsewhere', () => {
    const mild = RULES_OF_ALL.filter(
      ({ id, sources, severity }) =>
        sources[0] === 'pypi-rejects' && !['high', 'critical'].includes(severity) && !MILD.has(id),
    );
    expect(mild.map(({ id, severity }) => `${id} ${severity}`)).toEqual([]);
  });
});

test('docs/rules.md is what the rules say today (npm run docs writes it)', () => {
  expect(readFileSync(join(DOCS, 'rules.md'), 'utf8')).toBe(rulesMarkdown(RULES_OF_ALL));
});
