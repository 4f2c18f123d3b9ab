import { exitCode, DEFAULT_POLICY, judge, ruleTable } from '@custody/findings';
import { allRules } from '@custody/check';
import { expect, test } from 'vitest';
import { scratch } from '../cli/testing/scratch.ts';
import { examineWheel } from './examine.ts';
import { realSizedWheel } from './wheel.ts';

const dir = scratch();
const STEP = 4096;

test('a wheel truncated at every 4 KiB boundary is refused each time, with findings and exit code 1', async () => {
  const { name, bytes } = realSizedWheel();
  expect(bytes.length).toBeGreaterThan(180 * 1024);
  const rules = ruleTable(await allRules());
  const passed: number[] = [];
  let boundaries = 0;
  for (let length = 0; length < bytes.length; length += STEP) {
    boundaries += 1;
    const examination = await examineWheel(dir.at(name), bytes.subarray(0, length));
    const report = judge({
      examinations: [examination],
      policy: DEFAULT_POLICY,
      rules,
      context: {
        tool: { name: 'custody', version: '0' },
        command: 'custody check',
        today: '2026-01-01',
        facts: [],
      },
    });
    if (exitCode(report) !== 1 || examination.findings.length === 0) passed.push(length);
  }
  expect(boundaries).toBeGreaterThan(45);
  expect(passed).toEqual([]);
});

test('the same wheel, whole, has no findings', async () => {
  const { name, bytes } = realSizedWheel();
  expect((await examineWheel(dir.at(name), bytes)).findings).toEqual([]);
});
