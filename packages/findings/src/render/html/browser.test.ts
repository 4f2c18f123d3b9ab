import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../report/types.ts';
import { unknown } from '../../rule/make.ts';
import { chromiumLaunch } from '../../testing/chromium.ts';
import { advisory, component, flaw, KNOWN_FLAW, locked } from '../../testing/flaw.ts';
import { damagedWheel, goodSdist, HASH_MISMATCH, judged, sampleReport } from '../../testing/sample.ts';
import { renderHtml } from './render.ts';

const launch = chromiumLaunch(process.env);
if (launch === undefined) {
  process.stderr.write('skipped: the HTML report in a browser (no Chromium in CHROMIUM_PATH or PATH)\n');
}

const undecided = judged([
  {
    ...goodSdist,
    unknowns: [unknown(HASH_MISMATCH, { reason: 'encrypted', location: { file: goodSdist.subject.path } })],
  },
]);
const severities = judged([
  {
    ...damagedWheel,
    findings: damagedWheel.findings.flatMap((finding) => [
      finding,
      { ...finding, severity: 'info' as const },
    ]),
  },
]);
const large = judged([
  {
    ...damagedWheel,
    findings: Array.from({ length: 1_250 }, (_, index) => index).flatMap((index) =>
      damagedWheel.findings
        .slice(0, 4)
        .map((finding) => ({ ...finding, message: `${finding.message} ${index}` })),
    ),
  },
]);
const audited = judged([
  {
    ...locked([
      flaw(),
      flaw({ severity: 'low', advisory: { ...advisory, ids: ['PYSEC-1'] } }),
      flaw({ component: { ...component, name: 'y'.repeat(300), path: ['z'.repeat(300), 'y'.repeat(300)] } }),
    ]),
    unknowns: [
      unknown(KNOWN_FLAW, {
        reason: 'not pinned',
        location: { file: 'uv.lock', note: 'w'.repeat(300) },
        required: false,
      }),
    ],
  },
]);
const long = judged([{ ...damagedWheel, subject: { ...damagedWheel.subject, path: 'x'.repeat(900) } }]);

// Runs in the page: the lowest contrast of any text with the ground that is painted behind it (WCAG 2.2, 1.4.3).
const LOWEST_CONTRAST = `(() => {
  const parse = (css) => css.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let lowest = { ratio: 99, text: '' }, seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text === '') continue;
    seen += 1;
    const element = walker.currentNode.parentElement;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < lowest.ratio) lowest = { ratio, text };
  }
  return { ...lowest, seen };
})()`;

describe.skipIf(launch === undefined)('the HTML report in a browser', () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch(launch);
  });
  afterAll(async () => {
    await browser?.close();
  });

  const withPage = async (
    report: Report,
    options: { readonly colorScheme: 'light' | 'dark'; readonly width: number },
    look: (page: Page) => Promise<void>,
  ): Promise<void> => {
    const context = await browser?.newContext({
      colorScheme: options.colorScheme,
      viewport: { width: options.width, height: 800 },
      javaScriptEnabled: true,
      offline: true,
    });
    if (context === undefined) throw new Error('no browser');
    try {
      const page = await context.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await page.setContent(renderHtml(report));
      await look(page);
      // A refused style or script would be reported here.
      expect(said).toEqual([]);
    } finally {
      await context.close();
    }
  };

  const REPORTS = {
    findings: sampleReport(),
    ok: judged([goodSdist]),
    undecided,
    severities,
    audited,
  };
  const CASES = Object.entries(REPORTS).flatMap(([name, report]) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ name, report, colorScheme })),
  );

  test.each(CASES)('can be read in $colorScheme: $name', async ({ report, colorScheme }) => {
    await withPage(report, { colorScheme, width: 1280 }, async (page) => {
      const lowest = (await page.evaluate(LOWEST_CONTRAST)) as { ratio: number; text: string; seen: number };
      expect(lowest.seen).toBeGreaterThan(5);
      expect(lowest.ratio, lowest.text).toBeGreaterThanOrEqual(4.5);
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'light' ? 'rgb(245, 246, 248)' : 'rgb(17, 21, 27)');
    });
  });

  test.each([
    { name: 'a usual report', report: sampleReport() },
    { name: 'an endless name', report: long },
    { name: 'components with flaws', report: audited },
    { name: '5,000 findings', report: large },
  ])('never scrolls sideways: $name', async ({ report }) => {
    for (const width of [360, 1280]) {
      await withPage(report, { colorScheme: 'light', width }, async (page) => {
        await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })");
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      });
    }
  });

  test('opens what decides the verdict and closes the rest; the keyboard opens it too', async () => {
    await withPage(sampleReport(), { colorScheme: 'light', width: 1280 }, async (page) => {
      const open = "[...document.querySelectorAll('details')].map((d) => d.open)";
      expect(await page.evaluate(open)).toEqual([true, true, false]);
      await page.locator('summary').last().focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate(open)).toEqual([true, true, true]);
    });
  });

  test('prints what is closed on screen', async () => {
    await withPage(sampleReport(), { colorScheme: 'light', width: 1280 }, async (page) => {
      const text = page.getByText('Bytecode runs without its source being read');
      const drawn = async (): Promise<boolean> =>
        text.evaluate((element) =>
          (element as unknown as { checkVisibility: () => boolean }).checkVisibility(),
        );
      expect(await drawn()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await drawn()).toBe(true);
    });
  });
});
