import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { DAMAGES, projectWheel } from '@custody/testkit';
import { expect, test } from 'vitest';
import { custody, type Ran } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();
const { name, bytes } = projectWheel();
const EPOCH = { SOURCE_DATE_EPOCH: '1767225600' };

const embed = (args: readonly string[], env: Readonly<Record<string, string>> = EPOCH): Ran =>
  custody(['sbom', 'embed', ...args], { cwd: dir.at(), env });

test('embeds, keeps the mode, says both digests; again it changes nothing', () => {
  writeFileSync(dir.at(name), bytes);
  chmodSync(dir.at(name), 0o640);
  const first = embed([name]);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/embedded[^]*sha256 before [0-9a-f]{64}\n +sha256 after +[0-9a-f]{64}\n/);
  expect(statSync(dir.at(name)).mode & 0o777).toBe(0o640);
  const once = readFileSync(dir.at(name));
  const second = embed([name]);
  expect(second.code).toBe(0);
  expect(second.out).toMatch(/unchanged/);
  expect(readFileSync(dir.at(name)).equals(once)).toBe(true);
  expect(custody(['check', name], { cwd: dir.at() }).code).toBe(0);
  expect(dir.names()).toEqual([name]);
});

test('the same wheel gives the same bytes wherever it is done', () => {
  const results = ['one', 'two'].map((folder) => {
    mkdirSync(dir.at(folder));
    writeFileSync(dir.at(folder, name), bytes);
    expect(embed([`${folder}/${name}`]).code).toBe(0);
    return readFileSync(dir.at(folder, name), 'base64');
  });
  expect(results[1]).toBe(results[0]);
});

test('--copy-to leaves the original alone', () => {
  writeFileSync(dir.at(name), bytes);
  expect(embed(['--copy-to', 'out', name]).code).toBe(0);
  expect(readFileSync(dir.at(name)).equals(bytes)).toBe(true);
  expect(statSync(dir.at('out', name)).size).toBeGreaterThan(bytes.length);
});

test('a tampered wheel is refused and the others are done: the worst outcome decides', () => {
  mkdirSync(dir.at('bad'));
  writeFileSync(dir.at(name), bytes);
  writeFileSync(dir.at('bad', name), DAMAGES['changed-byte-in-module'](bytes));
  const { code, out, err } = embed([`bad/${name}`, name]);
  expect(err).toMatch(/was refused and is as it was\n +tampered/);
  expect(out).toMatch(/embedded/);
  expect(code).toBe(1);
});

test('a malformed SOURCE_DATE_EPOCH is an error, nothing is written', () => {
  writeFileSync(dir.at(name), bytes);
  const { code, err } = embed([name], { SOURCE_DATE_EPOCH: 'yesterday' });
  expect(err).toMatch(/SOURCE_DATE_EPOCH/);
  expect(code).toBe(2);
  expect(readFileSync(dir.at(name)).equals(bytes)).toBe(true);
});
