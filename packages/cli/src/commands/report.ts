import {
  ansi,
  type Report,
  renderGithub,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderText,
} from '@custody/findings';
import { writeAtomically } from '@custody/host';
import type { CustodyContext } from '../context.ts';

import type { ReportFlags } from './flags.ts';

/** Colour only where a person reads it: a terminal, and neither NO_COLOR nor TERM=dumb. */
const wantsColour = ({ terminal, environment }: CustodyContext): boolean => {
  if ((environment.variable('NO_COLOR') ?? '') !== '') return false;
  if ((environment.variable('FORCE_COLOR') ?? '') !== '') return true;
  return terminal.out && environment.variable('TERM') !== 'dumb';
};

const render = (
  report: Report,
  { format, output, quiet, verbose }: ReportFlags,
  context: CustodyContext,
): string => {
  switch (format) {
    case 'text': {
      const colour = output === undefined && wantsColour(context);
      return renderText(report, {
        quiet,
        verbose,
        width: Math.min(context.terminal.columns, 120),
        ...(colour ? { style: ansi } : {}),
      });
    }
    case 'json':
      return renderJson(report);
    case 'sarif':
      return renderSarif(report);
    case 'markdown':
      return renderMarkdown(report);
    case 'github':
      return renderGithub(report);
    case 'html':
      return renderHtml(report);
    default:
      return format satisfies never;
  }
};

/** Writes a report where the person wants it: to a file at once and whole, or to standard output. */
export const writeReport = async (
  report: Report,
  flags: ReportFlags,
  context: CustodyContext,
): Promise<void> => {
  const text = render(report, flags, context);
  if (flags.output === undefined) context.out.write(text);
  else await writeAtomically(flags.output, (sink) => sink.write(Buffer.from(text)));
};
