import { describe, expect, test } from 'vitest';
import { resolutions, sha } from '../../testing/resolutions.ts';
import { seen, type SeenOptions } from '../../testing/seen.ts';
import type { PinRule } from '../rule.ts';
import { lockForged } from './lock-forged.ts';
import { lockMissing } from './lock-missing.ts';
import { lockOrphan } from './lock-orphan.ts';
import { lockRefChanged } from './lock-ref-changed.ts';
import { lockStale } from './lock-stale.ts';
import { lockUncoveredTransitive } from './lock-uncovered-transitive.ts';

const path = '.github/workflows/actions.lock';
const workflow = 'jobs: {a: {steps: [{uses: a/b@v1}]}}\n';
const good = `version: v0.0.2
workflows:
  .github/workflows/ci.yml:
    - a/b@v1
dependencies:
  a/b@v1:
    ref: refs/tags/v1
    commit: sha1-${sha('1')}
    uses:
      - c/d@v2
  c/d@v2:
    ref: v2
    commit: sha1-${sha('2')}
`;

const inLock = (rule: PinRule, text: string, options: Partial<SeenOptions> = {}) => {
  const result = seen(rule, text, { path, others: { '.github/workflows/ci.yml': workflow }, ...options });
  expect(result.places).toEqual(result.expected);
  return result;
};

test('a lock that covers everything is good', () => {
  for (const rule of [lockMissing, lockStale, lockOrphan, lockRefChanged, lockUncoveredTransitive])
    inLock(rule, good);
});

test('pin/lock-missing is told once, where a tag is used and no lock is there', () => {
  expect(seen(lockMissing, workflow).texts).toEqual(['a/b@v1']);
  expect(seen(lockMissing, `jobs: {a: {steps: [{uses: a/b@${sha('1')}}]}}`).found).toEqual([]);
});

test('pin/lock-stale finds uses and workflows that the lock does not know', () => {
  const found = (ci: string, lock: string): readonly string[] =>
    seen(lockStale, ci, { others: { [path]: lock } }).texts;
  expect(found('jobs: {a: {steps: [{uses: a/b@v1}, {uses: a/b@v2}]}}', good)).toEqual(['a/b@v2']);
  expect(found(workflow, 'workflows: {}\ndependencies: {}\n')).toEqual(['a/b@v1']);
});

describe('pin/lock-orphan', () => {
  test('finds what is listed and not used', () => {
    inLock(
      lockOrphan,
      good
        .replace('    - a/b@v1\n', '    - a/b@v1\n    - «x/y@v1»\n')
        .replace('dependencies:', '  «gone.yml»: [a/b@v1]\ndependencies:'),
    );
  });

  test('takes out a dependency that nothing reaches, whole', () => {
    const extra = `  «e/f@v3»:\n    ref: v3\n    commit: sha1-${sha('3')}\n`;
    const { mended } = inLock(lockOrphan, good + extra);
    expect(mended).toBe(good);
    const { mended: first } = inLock(lockOrphan, good.replace('dependencies:\n', `dependencies:\n${extra}`));
    expect(first).toBe(good);
  });
});

test('pin/lock-ref-changed finds entries made for another reference', () => {
  inLock(lockRefChanged, good.replace('ref: v2', 'ref: «v3»'));
  inLock(lockRefChanged, good.replace('ref: v2', 'ref: v2.4.1'));
  inLock(lockRefChanged, `dependencies:\n  a/b@${sha('1')}:\n    commit: «sha1-${sha('2')}»\n`);
});

test('pin/lock-uncovered-transitive finds what locked and local actions use unlocked', () => {
  inLock(lockUncoveredTransitive, good.replace('- c/d@v2', '- «c/d@v9»'));
  const local = seen(lockUncoveredTransitive, 'runs: {using: composite, steps: [{uses: «q/r@v1»}]}', {
    path: 'x/action.yml',
    others: { [path]: good },
  });
  expect(local.places).toEqual(local.expected);
});

test('pin/lock-forged finds commits that their reference does not stand for, and is unknown offline', () => {
  const known = resolutions({ 'a/b': { tags: { v1: sha('1') } }, 'c/d': { tags: { v2: sha('5') } } });
  inLock(lockForged, good.replace(`sha1-${sha('2')}`, `«sha1-${sha('2')}»`), { resolutions: known });
  expect(seen(lockForged, good, { path }).unknown).toHaveLength(1);
});
