import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { END, header, pax, seeTar } from '../tar/testing/raw.ts';
import { nameFaults } from '../zip/names/safety.ts';
import { readZip } from '../zip/read.ts';
import { buildZip, sourceOf } from '../zip/testing/build.ts';

/** Marks of two classes in turn: canonical ordering has to move every second one past all before it, which takes quadratic time. */
const marks = (count: number): string => '\u0300\u0316'.repeat(count / 2);

/** 60,000 of them are 120,000 bytes, more than one name of a ZIP can have: 30,000 are near the most that come in as bytes. */
const ZIP_NAMES = Array.from({ length: 4 }, (_, index) => `${marks(30_000)}${index}`);

test('a name of sixty thousand combining marks is judged in linear time in a ZIP', () => {
  const archive = buildZip(ZIP_NAMES.map((name) => ({ name, flags: 0x800 })));
  const started = performance.now();
  const { problems } = readZip(sourceOf(archive));
  expect(nameFaults(marks(60_000)).map((fault) => fault.code)).toEqual(['unsafe-name']);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(problems.map((problem) => problem.code)).toEqual(ZIP_NAMES.map(() => 'unsafe-name'));
});

test('a name of sixty thousand combining marks is judged in linear time in a tar', async () => {
  const member = (index: number): Buffer =>
    Buffer.concat([pax({ path: `${marks(60_000)}${index}` }), header({ name: 'f' })]);
  const archive = Buffer.concat([...Array.from({ length: 2 }, (_, index) => member(index)), END]);
  const started = performance.now();
  const { problems } = await seeTar(archive);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(new Set(problems.map((problem) => problem.split(' ')[0]))).toEqual(
    new Set(['unsafe-name', 'pax-path-mismatch']),
  );
});
