import { beforeAll, describe, expect, test } from 'vitest';
import { loadCvss, type ScoreCvss } from './score.ts';
import { worstCvss } from './worst.ts';
import { parseVector } from './vector.ts';

let score: ScoreCvss;
beforeAll(async () => {
  score = await loadCvss();
});

const BASE4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';

describe('a valid vector', () => {
  test.each([
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5, '2.0'],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10, '2.0'],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1, '3.0'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8, '3.1'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10, '3.1'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0, '3.1'],
    [BASE4, 9.3, '4.0'],
  ])('%s scores %d', (vector, expected, version) => {
    expect(score(vector)).toEqual({ vector, score: expected, version });
  });

  test('is scored by its base metrics, in any order where the standard allows it', () => {
    expect(score('CVSS:3.1/S:U/AV:N/AC:L/PR:N/UI:N/C:H/I:H/A:H/E:U/RL:O')?.score).toBe(9.8);
    expect(score(`${BASE4}/E:U`)?.score).toBe(9.3);
  });
});

describe('anything else has no score', () => {
  test.each([
    '',
    'CVSS:3.1/',
    'CVSS:3.1/AV:N',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/',
    'CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'AV:N/AC:L/Au:N/C:P/I:P',
    `${BASE4}/CR:H/E:A`,
    BASE4.replace('/AT:N', ''),
    BASE4.replace('AV:N/AC:L', 'AC:L/AV:N'),
    `${BASE4}${'/E:A'.repeat(200)}`,
    '9.8',
    'HIGH',
  ])('%j', (vector) => {
    expect(parseVector(vector)).toBeUndefined();
    expect(score(vector)).toBeUndefined();
  });
});

test('the worst of several is taken, other words than vectors left out', () => {
  const severities = [
    { type: 'Ubuntu', score: 'critical' },
    { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N' },
    { type: 'CVSS_V4', score: BASE4 },
    { type: 'CVSS_V3', score: 'broken' },
  ];
  expect(worstCvss(severities, score)).toMatchObject({ score: 9.3, version: '4.0' });
  expect(worstCvss([{ type: 'CVSS_V3', score: 'broken' }], score)).toBeUndefined();
});
