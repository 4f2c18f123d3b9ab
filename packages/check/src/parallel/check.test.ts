import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY, type Policy, renderJson } from '@custody/findings';
import type { Progress } from '@custody/host';
import { DAMAGES, projectWheel } from '@custody/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, type CheckOptions } from '../check.ts';
import { type Discovered, discover } from '../discover/discover.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-parallel-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const { name, bytes } = projectWheel();
const SUBJECTS = 6;
const BAD = join(directory, '3', name);
beforeAll(() => {
  for (let index = 0; index < SUBJECTS; index += 1) {
    mkdirSync(join(directory, String(index)));
    writeFileSync(
      join(directory, String(index), name),
      index === 3 ? DAMAGES['changed-byte-in-module'](bytes) : bytes,
    );
  }
});

const silent: Progress = { begin: () => {}, advance: () => {}, end: () => {} };
const context = {
  tool: { name: 'custody', version: '0' },
  command: 'custody check',
  today: '2026-01-01',
  facts: [],
};
const run = (options: Partial<CheckOptions> = {}) =>
  check({
    subjects: discover([directory]).subjects,
    policy: DEFAULT_POLICY,
    context,
    jobs: 2,
    progress: silent,
    ...options,
  });

const WHEEL = { kind: 'wheel', size: 1e9 } as const;
/** The damaged one, and those that come after it. */
const fromBadOn = () => {
  const { subjects } = discover([directory]);
  // Larger ones go first.
  return subjects.map((subject): Discovered => (subject.path === BAD ? { ...WHEEL, path: BAD } : subject));
};

describe('subjects that are examined in parallel', () => {
  test('give the report that they give one after the other, time after time', async () => {
    const reports = [];
    for (const jobs of [1, 2, 3]) reports.push(renderJson(await run({ jobs })));
    expect(reports[0]).toContain('record/hash-mismatch');
    expect(new Set(reports).size).toBe(1);
  });

  test.each([1, 2])('tell their progress up to all bytes of all (%i at a time)', async (jobs) => {
    let total = 0;
    let done = 0;
    const paths = new Set<string | undefined>();
    const progress: Progress = {
      begin: (amount) => (total = amount),
      advance: (amount, label) => {
        done += amount;
        paths.add(label);
      },
      end: () => {},
    };
    await run({ jobs, progress });
    expect(total).toBeGreaterThan(0);
    expect(done).toBe(total);
    expect(paths.size).toBe(SUBJECTS);
  });

  test.each([1, 2])(
    'end when they are told to (%i at a time), and others can be examined after',
    async (jobs) => {
      const controller = new AbortController();
      const progress: Progress = { ...silent, advance: () => controller.abort('SIGINT') };
      await expect(run({ jobs, progress, signal: controller.signal })).rejects.toMatchObject({
        code: 'aborted',
      });
      await expect(run({ jobs, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
      expect((await run({ jobs })).subjects).toHaveLength(SUBJECTS);
    },
  );
});

describe('fail-fast', () => {
  test('begins nothing after the finding that fails the run, and says once what was not examined', async () => {
    const report = await run({ jobs: 1, failFast: true, subjects: fromBadOn() });
    expect(report.verdict).toBe('findings');
    expect(report.facts).toEqual([{ name: 'not examined', value: '5 artifacts (--fail-fast)' }]);
    const others = report.subjects.filter(({ subject }) => subject.path !== BAD);
    expect(others).toHaveLength(SUBJECTS - 1);
    for (const { verdict, findings, unknowns } of others) {
      expect({ verdict, findings }).toEqual({ verdict: 'undecided', findings: [] });
      expect(unknowns).toMatchObject([{ rule: { id: 'file/readable' }, decisive: true }]);
      expect(unknowns[0]?.reason).toMatch(/^it was not examined/);
    }
  });

  test.each([2, 4])('loses none of the subjects with %i at a time', async (jobs) => {
    const report = await run({ jobs, failFast: true, subjects: fromBadOn() });
    expect(report.verdict).toBe('findings');
    expect(report.subjects.map(({ subject }) => subject.path).sort()).toEqual(
      discover([directory])
        .subjects.map(({ path }) => path)
        .sort(),
    );
  });

  test('goes on after findings that do not fail the run', async () => {
    const policy: Policy = { ...DEFAULT_POLICY, failOn: 'never' };
    const report = await run({ jobs: 1, failFast: true, subjects: fromBadOn(), policy });
    expect(report.facts).toEqual([]);
    expect(report.subjects.every(({ judged }) => judged.length > 1)).toBe(true);
  });

  test('reaches workers through the noticeboard', async () => {
    // Wider than what may be in hand at once, so that some must find the notice.
    const many = Array.from({ length: 40 }, () => fromBadOn()).flat();
    const report = await run({ jobs: 2, failFast: true, subjects: many });
    expect(report.facts).toHaveLength(1);
    expect(report.subjects).toHaveLength(many.length);
  });
});
