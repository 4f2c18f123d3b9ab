import type { Report } from '@custody/findings';
import { writeAtomically } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { writeReport } from '../report.ts';
import type { AuditFlags } from './command.ts';

/** Documents say when they were made: the day of the run, so that the same inputs on one day give the same bytes. */
const documentOf = async (report: Report, format: AuditFlags['format']): Promise<string | undefined> => {
  const author = {
    author: `${report.tool.name} ${report.tool.version}`,
    timestamp: `${report.today}T00:00:00Z`,
  };
  if (format === 'openvex') {
    const { writeOpenVex } = await import('@custody/audit');
    return writeOpenVex(report, author);
  }
  if (format === 'csaf') {
    const { writeCsaf } = await import('@custody/audit');
    return writeCsaf(report, author);
  }
  const { writeCycloneDxVex } = await import('@custody/audit');
  if (format === 'cyclonedx') return writeCycloneDxVex(report, author, '1.6');
  return format === 'cyclonedx-1.7' ? writeCycloneDxVex(report, author, '1.7') : undefined;
};

/** Writes the report in the format asked for, to a file at once and whole, or to standard output. */
export const writeAudit = async (
  report: Report,
  flags: AuditFlags,
  context: CustodyContext,
): Promise<void> => {
  const { format, ...others } = flags;
  if (format !== 'openvex' && format !== 'csaf' && format !== 'cyclonedx' && format !== 'cyclonedx-1.7') {
    await writeReport(report, { ...others, format }, context);
    return;
  }
  const text = (await documentOf(report, format)) ?? '';
  if (flags.output === undefined) context.out.write(text);
  else await writeAtomically(flags.output, (sink) => sink.write(Buffer.from(text)));
};
