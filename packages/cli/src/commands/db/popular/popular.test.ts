import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedEnvironment } from '@custody/host';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CustodyContext } from '../../../context.ts';
import { chosenNames } from '../../pin/names.ts';
import { runPopular } from './run.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'custody-popular-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const contextOf = (said: string[] = []): CustodyContext =>
  ({
    environment: fixedEnvironment({ HOME: root }),
    out: { write: (text: string) => void said.push(text) },
    finish: () => undefined,
  }) as unknown as CustodyContext;

const given = (text: string): string => {
  const path = join(root, 'names.json');
  writeFileSync(path, text);
  return path;
};

test('a list is kept beside the advisory store, and custody pin compares with it', async () => {
  const said: string[] = [];
  await runPopular(contextOf(said), {}, [
    given('{"rows": [{"project": "Own-Thing"}, {"project": "other"}]}'),
  ]);
  expect(said).toEqual(['✓ 2 popular names are kept: custody pin compares with them\n']);
  const kept = join(root, '.local', 'share', 'custody', 'db', 'popular-names.txt');
  expect(readFileSync(kept, 'utf8')).toBe('Own-Thing\nother\n');
  const { popular, facts } = await chosenNames(contextOf(), {});
  expect([...(popular?.rank.keys() ?? [])]).toEqual(['own-thing', 'other']);
  expect(facts).toEqual([{ name: 'popular names', value: '2 of custody db' }]);
});

test('a list that is none is refused, and nothing is kept', async () => {
  await expect(runPopular(contextOf(), {}, [given('[1]')])).rejects.toThrow('is no list of popular names');
  expect(existsSync(join(root, '.local'))).toBe(false);
  await expect(chosenNames(contextOf(), { popular: given('{}') })).rejects.toThrow('is no list');
});

test('without any, what is brought along is compared with', async () => {
  expect(await chosenNames(contextOf(), {})).toEqual({ facts: [] });
  mkdirSync(join(root, 'db'));
  expect(await chosenNames(contextOf(), { db: join(root, 'db') })).toEqual({ facts: [] });
});
