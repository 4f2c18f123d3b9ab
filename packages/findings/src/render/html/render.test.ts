import { describe, expect, test } from 'vitest';
import { goodSdist, judged, sampleReport } from '../../testing/sample.ts';
import { renderHtml } from './render.ts';

describe('the HTML report', () => {
  test('has these bytes', async () => {
    await expect(renderHtml(sampleReport())).toMatchFileSnapshot('fixtures/sample.html');
  });

  test('neither runs nor fetches anything', () => {
    const html = renderHtml(sampleReport());
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\(|\son[a-z]+=|https?:/i);
    expect(html).toContain("default-src 'none'");
  });

  test('has no list of things to do where there is nothing to do', () => {
    const html = renderHtml(judged([goodSdist]));
    expect(html).toContain('<header class="ok">');
    expect(html).not.toContain('What to do');
  });

  test('says that nothing was examined', () => {
    expect(renderHtml(judged([]))).toContain('Nothing was examined.');
  });
});
