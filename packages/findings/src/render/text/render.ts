import { headline, uploadForecast } from '../../report/headline.ts';
import type { Report } from '../../report/types.ts';
import { cleanReport } from '../../text/clean.ts';
import type { Verdict } from '../../types.ts';
import { actionsText } from './actions.ts';
import { footerText } from './footer.ts';
import { type Page, pageOf, type TextOptions } from './page.ts';
import { subjectText } from './subject.ts';

const MARKS: Readonly<Record<Verdict, string>> = { ok: '✓', findings: '✗', undecided: '?' };

const verdictLines = (report: Report, page: Page): readonly string[] => {
  const { verdict } = report;
  const word = `${MARKS[verdict]} ${verdict}`;
  const forecast = uploadForecast(report);
  return [
    ...page.prose(`${page.style(verdict, word)}: `, headline(report), undefined, word.length + 2),
    ...(forecast === undefined ? [] : page.prose('  ', forecast)),
  ];
};

/**
 * The report for people at a terminal: verdict, what to do, then each subject with what was found in it, what is unknown,
 * and last what the verdict rests on. Ends in a line feed.
 */
export const renderText = (report: Report, options: TextOptions = {}): string => {
  const clean = cleanReport(report);
  const page = pageOf(options);
  const lines =
    options.quiet === true
      ? verdictLines(clean, page)
      : [
          ...verdictLines(clean, page),
          ...actionsText(clean, page),
          ...clean.subjects.flatMap((result) => subjectText(result, page)),
          ...footerText(clean, page),
        ];
  return `${lines.join('\n')}\n`;
};
