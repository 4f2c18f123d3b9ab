import { createHash } from 'node:crypto';
import { headline, uploadForecast } from '../../report/headline.ts';
import type { Report } from '../../report/types.ts';
import { cleanReport } from '../../text/clean.ts';
import { actionsHtml } from './actions.ts';
import { escapeHtml } from './escape.ts';
import { footerHtml, ignoredHtml } from './footer.ts';
import { STYLE } from './style.ts';
import { subjectHtml } from './subject.ts';

// Nothing may run or be fetched, even if an escape were ever forgotten: only this very style is allowed.
const CONTENT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

const subjectsHtml = ({ subjects }: Report): string =>
  subjects.length === 0
    ? '<p class="faint">Nothing was examined.</p>\n'
    : `<section aria-labelledby="files"><h2 id="files">What was examined</h2>\n${subjects.map(subjectHtml).join('\n')}\n</section>\n`;

/**
 * The report as one self-contained page: no script, no network, light or dark as the reader's system has it, and fit to print.
 * Ends in a line feed.
 */
export const renderHtml = (report: Report): string => {
  const clean = cleanReport(report);
  const { verdict, tool } = clean;
  const forecast = uploadForecast(clean);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(tool.name)}: ${verdict}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="${verdict}"><div><h1>${verdict}: ${escapeHtml(headline(clean))}</h1>${forecast === undefined ? '' : `<p>${escapeHtml(forecast)}</p>`}</div></header>
<main>
${actionsHtml(clean)}${subjectsHtml(clean)}${ignoredHtml(clean)}</main>
${footerHtml(clean)}
</body>
</html>
`;
};
