import { expect, test } from 'vitest';
import { contains, evaluateMarker, parseRequirement, parseWheelFilename, versionText } from '../index.ts';

test('the example of the README says what happens', () => {
  const wheel = parseWheelFilename('Foo.Bar-1.0.0-cp311-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl');
  const requirement = parseRequirement('foo-bar>=1,<2; python_version >= "3.11"');
  if (wheel.kind !== 'ok' || requirement.kind !== 'ok' || requirement.target.kind !== 'versions')
    throw new Error('refused');
  expect([wheel.name, requirement.name]).toEqual(['foo-bar', 'foo-bar']);
  expect(versionText(wheel.version)).toBe('1.0.0');
  expect(wheel.irregular.map((problem) => problem.code)).toEqual(['name-not-normalized']);
  expect(wheel.tags.tags).toHaveLength(2);
  expect(contains(requirement.target.specifiers, wheel.version)).toBe(true);
  const { marker } = requirement;
  expect(marker && evaluateMarker(marker, { python_version: '3.13' })).toEqual({ kind: 'ok', value: true });
});
