import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCvss, type ScoreCvss } from '../cvss/score.ts';
import { readOsv } from '../osv/read.ts';
import type { OsvRecord } from '../types.ts';
import { compileStore } from './compile.ts';
import { StoreError } from './error.ts';
import { openStore } from './open.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-store-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let score: ScoreCvss;
beforeAll(async () => {
  score = await loadCvss();
});

const record = (value: Record<string, unknown>): OsvRecord => {
  const { record: read } = readOsv({ modified: '2026-01-01T00:00:00Z', ...value });
  if (read === undefined) throw new Error('no record');
  return read;
};

const affects = (name: string, fixed: string, ecosystem = 'PyPI') => ({
  package: { ecosystem, name },
  ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
  versions: ['1.0', '1.1'],
});

const RECORDS = [
  record({
    id: 'GHSA-1',
    aliases: ['CVE-1'],
    summary: 'a flaw',
    details: 'at length',
    references: [{ type: 'WEB', url: 'https://example.org/1' }],
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    database_specific: { severity: 'CRITICAL', cwe_ids: ['CWE-79'] },
    affected: [affects('One', '2.0'), affects('two', '3.0'), affects('one', '2.0', 'crates.io')],
  }),
  record({ id: 'PYSEC-1', aliases: ['CVE-1'], affected: [affects('one', '2.0')] }),
  record({
    id: 'PYSEC-2',
    withdrawn: '2026-01-02T00:00:00Z',
    aliases: ['CVE-2', 'PYSEC-3'],
    affected: [affects('one', '9')],
  }),
  record({
    id: 'OSV-4',
    affected: [{ ranges: [{ type: 'GIT', repo: 'https://example.org/r', events: [{ introduced: '0' }] }] }],
  }),
];

const write = (name: string, records: readonly OsvRecord[]): string => {
  const path = join(directory, name);
  const sourced = records.map((each) => ({ record: each, from: [0] }));
  const { pieces } = compileStore({
    records: sourced,
    sources: ['test'],
    score,
    epss: new Map([['CVE-1', 0.25]]),
    kev: new Set(['CVE-2']),
  });
  writeFileSync(path, Buffer.concat(pieces));
  return path;
};

describe('a store', () => {
  test('gives the advisories of one package, cut down to it, with what was worked out', () => {
    const store = openStore(write('a', RECORDS));
    const found = store.find('PyPI', 'one');
    expect(found.map((each) => each.record.id)).toEqual(['GHSA-1', 'PYSEC-1', 'PYSEC-2']);
    const [first] = found;
    expect(first?.record.affected.map(({ ecosystem, name }) => [ecosystem, name])).toEqual([['PyPI', 'one']]);
    expect(first?.record.affected[0]?.versions).toEqual(['1.0', '1.1']);
    expect(first?.flaw).toEqual(['CVE-1', 'GHSA-1', 'PYSEC-1']);
    expect(first?.cvss).toMatchObject({ score: 9.8, version: '3.1' });
    expect(first).toMatchObject({ epss: 0.25, knownExploited: false });
    expect(found[2]).toMatchObject({ flaw: ['CVE-2', 'PYSEC-2', 'PYSEC-3'], knownExploited: true });
    expect(first?.record).toMatchObject({
      summary: 'a flaw',
      details: 'at length',
      references: [{ type: 'WEB', url: 'https://example.org/1' }],
      weaknesses: ['CWE-79'],
      severityWord: 'CRITICAL',
    });
    expect('details' in (found[1]?.record ?? {})).toBe(false);
    expect(store.find('PyPI', 'ONE')).toHaveLength(3);
    expect(store.find('crates.io', 'one').map((each) => each.record.id)).toEqual(['GHSA-1']);
    expect(store.find('PyPI', 'three')).toEqual([]);
    store.close();
    expect(() => store.find('PyPI', 'two')).toThrow(StoreError);
  });

  test('is the same bytes whatever the order of records', () => {
    expect(readFileSync(write('b', RECORDS.toReversed())).equals(readFileSync(write('c', RECORDS)))).toBe(
      true,
    );
  });

  test('of nothing answers nothing', () => {
    const store = openStore(write('d', []));
    expect(store.find('PyPI', 'one')).toEqual([]);
    store.close();
  });
});

/** All that a run could ask, or the code of the error it ended with. */
const answers = (path: string): string => {
  try {
    const store = openStore(path);
    try {
      return JSON.stringify([
        store.status,
        store.find('PyPI', 'one'),
        store.find('PyPI', 'two'),
        store.find('crates.io', 'one'),
      ]);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
};

describe('a damaged store', () => {
  test('whichever byte is changed: the right answer or an error, never another answer', () => {
    const sound = write('e', RECORDS);
    const expected = answers(sound);
    const bytes = readFileSync(sound);
    const path = join(directory, 'f');
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 5) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, damaged);
      const answer = answers(path);
      if (answer === expected) continue;
      expect(['damaged', 'foreign', 'new-format', 'old-format']).toContain(answer);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(bytes.length / 10);
  });

  test('cut off anywhere is refused', () => {
    const bytes = readFileSync(write('g', RECORDS));
    const path = join(directory, 'h');
    for (let length = 0; length < bytes.length; length += 7) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(['damaged', 'foreign']).toContain(answers(path));
    }
  });

  test('other files and none are told apart', () => {
    const path = join(directory, 'i');
    writeFileSync(path, 'hello, this is a text that is longer than the header of a store would be');
    expect(answers(path)).toBe('foreign');
    expect(answers(join(directory, 'none'))).toBe('no-store');
    expect(answers(directory)).toBe('no-store');
  });
});
