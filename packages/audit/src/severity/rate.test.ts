import { describe, expect, test } from 'vitest';
import { advisory } from '../testing/advisories.ts';
import { rate, severityOfScore, worstRating } from './rate.ts';

const cvss = (score: number) => ({ cvss: { score, vector: 'CVSS:3.1/AV:N', version: '3.1' as const } });

describe('a rating', () => {
  test.each([
    [10, 'critical'],
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [6.9, 'medium'],
    [4, 'medium'],
    [3.9, 'low'],
    [0, 'low'],
  ])('of CVSS 3.1 %f is %s', (score, word) => expect(severityOfScore(score, '3.1')).toBe(word));

  test('of CVSS 2.0 is never critical', () => expect(severityOfScore(10, '2.0')).toBe('high'));

  test('is the score before the word, and the word where there is no score', () => {
    expect(rate(advisory('A', [], { severityWord: 'CRITICAL' }, cvss(5)))).toMatchObject({
      severity: 'medium',
    });
    expect(rate(advisory('A', [], { severityWord: 'MODERATE' }))).toMatchObject({
      kind: 'word',
      severity: 'medium',
    });
    expect(rate(advisory('A', [], { severity: [{ type: 'Ubuntu', score: 'high' }] }))).toMatchObject({
      severity: 'high',
    });
  });

  test('is missing where nobody gave one, or none that is understood', () => {
    expect(rate(advisory('A', []))).toEqual({ kind: 'unrated' });
    expect(rate(advisory('A', [], { severityWord: 'spooky' }))).toEqual({ kind: 'unrated' });
    expect(rate(advisory('A', [], { severity: [{ type: 'CVSS_V3', score: 'high' }] }))).toEqual({
      kind: 'unrated',
    });
  });

  test('of several records is the worst; one without does not lower it', () => {
    const all = [
      advisory('A', []),
      advisory('B', [], { severityWord: 'low' }),
      advisory('C', [], {}, cvss(8)),
    ];
    expect(worstRating(all)).toMatchObject({ severity: 'high', score: 8 });
    expect(worstRating(all.toReversed())).toEqual(worstRating(all));
  });
});
