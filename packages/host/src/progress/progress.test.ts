import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createProgress, type Progress } from './progress.ts';
import { fit } from './width.ts';

const shownBy = (
  options: { readonly isTTY: boolean; readonly quiet?: boolean; readonly columns?: number },
  use: (progress: Progress, wait: (ms: number) => void) => void,
): readonly string[] => {
  let time = 0;
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), columns: options.columns };
  const clock = { now: () => 0, elapsed: () => time };
  const progress = createProgress({ stream, isTTY: options.isTTY, quiet: options.quiet ?? false, clock });
  use(progress, (ms) => {
    time += ms;
  });
  return written;
};

describe('on a terminal', () => {
  test('one line is drawn over and over, not too often, and cleared at the end', () => {
    const written = shownBy({ isTTY: true }, (progress, wait) => {
      progress.begin(1000, 'Examining');
      for (let i = 0; i < 1000; i += 1) {
        wait(1);
        progress.advance(1, `wheel-${i}`);
      }
      progress.end();
    });
    expect(written).toHaveLength(13);
    expect(written[0]).toBe('\r  8% Examining: wheel-79\u001b[K');
    expect(written.at(-1)).toBe('\r\u001b[K');
    expect(written.join('')).not.toContain('\n');
  });

  test('a run too short to be drawn leaves no trace', () => {
    expect(
      shownBy({ isTTY: true }, (progress) => {
        progress.begin(1, 'x');
        progress.advance(1);
        progress.end();
      }),
    ).toEqual([]);
  });

  test('names from outside cannot move the cursor or break the line', () => {
    const written = shownBy({ isTTY: true, columns: 60 }, (progress, wait) => {
      progress.begin(0, 'Examining');
      wait(100);
      progress.advance(1, 'a\u001b[2J\n\u202eb');
    });
    expect(written).toEqual([`\r${String.raw`Examining: a\u{1b}[2J\u{a}\u{202e}b`}\u001b[K`]);
  });

  test('the line never gets wider than the terminal', () => {
    const written = shownBy({ isTTY: true, columns: 20 }, (progress, wait) => {
      progress.begin(10, 'Examining');
      wait(100);
      progress.advance(5, 'x'.repeat(1_000_000));
    });
    expect(written[0]).toBe('\r 50% Examining: xx…\u001b[K');
  });
});

describe('elsewhere', () => {
  test('a line every two seconds, so a short run prints none', () => {
    const run = (seconds: number): readonly string[] =>
      shownBy({ isTTY: false }, (progress, wait) => {
        progress.begin(seconds * 10, 'Examining');
        for (let i = 0; i < seconds * 10; i += 1) {
          wait(100);
          progress.advance(1);
        }
        progress.end();
      });
    expect(run(1)).toEqual([]);
    expect(run(5)).toEqual([' 40% Examining\n', ' 80% Examining\n']);
  });

  test('nothing at all when quiet', () => {
    const use = (progress: Progress, wait: (ms: number) => void): void => {
      progress.begin(10, 'x');
      wait(10_000);
      progress.advance(5);
      progress.end();
    };
    expect(shownBy({ isTTY: true, quiet: true }, use)).toEqual([]);
    expect(shownBy({ isTTY: false, quiet: true }, use)).toEqual([]);
  });
});

describe('fitting into columns', () => {
  test('keeps what fits and cuts what does not', () => {
    expect(fit('abc', 3)).toBe('abc');
    expect(fit('abcd', 3)).toBe('ab…');
    expect(fit('漢字漢', 6)).toBe('漢字漢');
    expect(fit('漢字漢', 5)).toBe('漢字…');
    expect(fit('cafe\u0301', 4)).toBe('cafe\u0301');
  });

  test('never gives more columns of plain text than there are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 120 }), (text, columns) => {
        const fitted = fit(text, columns);
        expect(fitted.length).toBeLessThanOrEqual(columns);
        if (text.length <= columns) expect(fitted).toBe(text);
      }),
    );
  });
});
