import { describe, expect, test } from 'vitest';
import { checkTrace, type TraceEvent } from '../index.ts';

let clock = 0;
const schedule = (behaviour: string, by: string, writes: number[], reads: number[] = []): TraceEvent => ({
  kind: 'schedule',
  clock: (clock += 1),
  behaviour,
  by,
  writes,
  reads,
});
const start = (behaviour: string): TraceEvent => ({
  kind: 'start',
  clock: (clock += 1),
  behaviour,
  thread: 1,
});
const end = (behaviour: string): TraceEvent => ({ kind: 'end', clock: (clock += 1), behaviour, thread: 1 });
const kinds = (trace: readonly TraceEvent[]): readonly string[] => checkTrace(trace).map(({ kind }) => kind);

describe('checkTrace', () => {
  test('accepts one after the other, and readers side by side', () => {
    expect(
      kinds([
        schedule('a', 'main', [1]),
        schedule('b', 'main', [], [1]),
        schedule('c', 'main', [2], [1]),
        start('a'),
        end('a'),
        start('b'),
        start('c'),
        end('b'),
        end('c'),
      ]),
    ).toEqual([]);
  });

  test('finds two holders of one cown', () => {
    expect(
      kinds([
        schedule('a', 'x', [1]),
        schedule('b', 'y', [], [1]),
        start('a'),
        start('b'),
        end('a'),
        end('b'),
      ]),
    ).toEqual(['overlap']);
  });

  test('finds what ran before its turn', () => {
    expect(
      kinds([schedule('a', 'x', [1]), schedule('b', 'x', [1]), start('b'), end('b'), start('a'), end('a')]),
    ).toEqual(['order']);
  });

  test('lets behaviours that nobody ordered run in any order', () => {
    expect(
      kinds([schedule('a', 'x', [1]), schedule('b', 'y', [1]), start('b'), end('b'), start('a'), end('a')]),
    ).toEqual([]);
  });

  test('knows an order that goes through another cown', () => {
    // a is scheduled by x, which then hands cown 9 to p by scheduling it; p schedules b.
    expect(
      kinds([
        schedule('x', 'main', [9]),
        schedule('p', 'main', [9]),
        start('x'),
        schedule('a', 'x', [1]),
        end('x'),
        start('p'),
        schedule('b', 'p', [1]),
        end('p'),
        start('b'),
        end('b'),
        start('a'),
        end('a'),
      ]),
    ).toEqual(['order']);
  });

  test('finds what was lost, run twice, or never scheduled', () => {
    expect(kinds([schedule('a', 'x', [1])])).toEqual(['lost']);
    expect(kinds([schedule('a', 'x', [1]), start('a'), start('a'), end('a')])).toEqual(['twice']);
    expect(kinds([start('z')])).toEqual(['lost']);
  });
});
