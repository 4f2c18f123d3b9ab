import { describe, expect, test } from 'vitest';
import { codeMarkdown, escapeMarkdown } from '../../text/markdown.ts';
import { sampleReport } from '../../testing/sample.ts';
import { renderMarkdown } from './render.ts';

describe('the Markdown report', () => {
  test('has these bytes', async () => {
    await expect(renderMarkdown(sampleReport())).toMatchFileSnapshot('fixtures/sample.md');
  });

  test('stays within its limit and counts what it leaves out', () => {
    const short = renderMarkdown(sampleReport(), { limit: 1_800 });
    expect(short.length).toBeLessThanOrEqual(1_800);
    expect(short).toMatch(/… and \d+ more lines?;/);
  });
});

describe('escaping', () => {
  test.each([
    ['a|b', 'a&#124;b'],
    ['<script>', '&#60;script&#62;'],
    ['a: b, :smile: $x$', 'a: b, &#58;smile: &#36;x&#36;'],
    ['**x** _y_ `z`', '&#42;&#42;x&#42;&#42; &#95;y&#95; &#96;z&#96;'],
    ['[a](https://b)', '&#91;a&#93;(https&#58;//b)'],
    ['@octocat #1', '<span>&#64;</span>octocat <span>&#35;</span>1'],
    ['WWW.x.com', 'WWW&#46;x.com'],
  ])('%s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('of code holds whatever is in it', () => {
    expect(codeMarkdown('a`</code>|b')).toBe('<code>a&#96;&#60;/code&#62;&#124;b</code>');
  });
});
