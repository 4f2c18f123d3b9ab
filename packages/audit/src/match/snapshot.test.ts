import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSnapshot, snapshotPath } from '../testing/snapshot.ts';
import type { StoredAdvisory } from '../types.ts';
import { readAdvisory } from './advisory.ts';
import { makeSchemes } from './scheme.ts';

const path = snapshotPath();
/** Versions asked of every package besides its own: none of PEP 440, the extremes, and odd spellings. */
const EXTRA = ['0', '0.dev0', '0!0', '1!0', '99999', '2004d', 'latest', '1.0-rc-1', ' 1.0', '1.0+7e10'];

type Row = readonly [name: string, id: string | null, answers: string | readonly string[]];

const askPython = (): readonly Row[] | undefined => {
  if (path === undefined) return undefined;
  const script = fileURLToPath(new URL('../testing/evaluate.py', import.meta.url));
  const run = spawnSync('python3', [script], {
    input: JSON.stringify({ path, extra: EXTRA }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status === 0) return JSON.parse(run.stdout) as readonly Row[];
  process.stderr.write(`skipped: Python with packaging is needed (${run.error?.message ?? run.stderr})\n`);
  return undefined;
};

const LETTERS = { affected: 'a', unaffected: 'u', unknown: '?' } as const;

test('judges every record of the PyPA database as an evaluator written in Python does', {
  timeout: 60_000,
}, (context) => {
  const rows = askPython();
  if (path === undefined || rows === undefined) {
    context.skip('the snapshot or Python is not at hand');
    return;
  }
  const records = new Map(
    readSnapshot(path).map((stored): [string, StoredAdvisory] => [stored.record.id, stored]),
  );
  const schemes = makeSchemes();
  const scheme = schemes.ofEcosystem('PyPI');
  if (scheme === undefined) throw new Error('PyPI has no scheme');
  const versions = new Map(rows.flatMap(([name, id, list]) => (id === null ? [[name, list] as const] : [])));

  const differing: string[] = [];
  const counts = { a: 0, u: 0, '?': 0 };
  for (const [name, id, answers] of rows) {
    if (id === null) continue;
    const stored = records.get(id);
    if (stored === undefined) throw new Error(id);
    const read = readAdvisory(stored, { ecosystem: 'PyPI', name }, scheme, schemes);
    for (const [index, version] of (versions.get(name) as readonly string[]).entries()) {
      const ours = LETTERS[read.judge(version).kind];
      counts[ours] += 1;
      if (ours !== answers[index])
        differing.push(`${id} ${name} ${version}: ${ours}, Python ${answers[index]}`);
    }
  }
  expect(differing).toEqual([]);
  // The comparison is worth something only if every answer is common.
  expect(counts.a).toBeGreaterThan(50_000);
  expect(counts.u).toBeGreaterThan(50_000);
  expect(counts['?']).toBeGreaterThan(100);
});
