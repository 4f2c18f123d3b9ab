import { ansi, type Report, renderText } from '@custody/findings';
import { writeAtomically } from '@custody/host';
import type { CustodyContext } from '../context.ts';

import type { ReportFlags } from './flags.ts';

/** Colour only where a person reads it: a terminal, and neither NO_COLOR nor TERM=dumb. */
const wantsColour = ({ terminal, environment }: CustodyContext): boolean => {
  if ((environment.variable('NO_COLOR') ?? '') !== '') return false;
  if ((environment.variable('FORCE_COLOR') ?? '') !== '') return true;
  return terminal.out && environment.variable('TERM') !== 'dumb';
};

/** Text is what most runs show; the other ways of showing a report are loaded when one is asked for. */
const render = async (
  report: Report,
  { format, output, quiet, verbose }: ReportFlags,
  context: CustodyContext,
): Promise<string> => {
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
    case 'json': {
      const { renderJson } = await import('@custody/findings');
      return renderJson(report);
    }
    case 'sarif': {
      const { renderSarif } = await import('@custody/findings');
      return renderSarif(report);
    }
    case 'markdown': {
      const { renderMarkdown } = await import('@custody/findings');
      return renderMarkdown(report);
    }
    case 'github': {
      const { renderGithub } = await import('@custody/findings');
      return renderGithub(report);
    }
    case 'html': {
      const { renderHtml } = await import('@custody/findings');
      return renderHtml(report);
    }
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
  const text = await render(report, flags, context);
  if (flags.output === undefined) context.out.write(text);
  else await writeAtomically(flags.output, (sink) => sink.write(Buffer.from(text)));
};
