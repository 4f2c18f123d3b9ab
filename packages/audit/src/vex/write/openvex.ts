import { createHash } from 'node:crypto';
import type { Report } from '@custody/findings';
import { justificationOf } from './labels.ts';
import { groundsOf, versionedLines, type VexAuthor } from './lines.ts';

/** A label that has no equal in OpenVEX is told as text. */
const openVexJustification = (label: string) => {
  const justification = justificationOf(label);
  return justification === undefined ? { impact_statement: label } : { justification };
};

/**
 * The report's flaws as an OpenVEX 0.2.0 document. What a believed statement excuses keeps its status; what the policy
 * accepts is still `affected`, with the policy's reason: a decision to bear a risk does not make it go away.
 */
export const writeOpenVex = (report: Report, { author, timestamp }: VexAuthor): string => {
  const statements = versionedLines(report).map(({ purl, finding: { advisory, ignored, todo } }) => {
    const [name = '', ...aliases] = advisory?.ids ?? [];
    const statement = ignored?.statement;
    return {
      vulnerability: { name, aliases },
      products: [{ '@id': purl, identifiers: { purl } }],
      ...(statement === undefined
        ? {
            status: 'affected',
            ...(ignored === undefined ? {} : { status_notes: `accepted by policy: ${ignored.reason}` }),
            action_statement: todo,
          }
        : {
            status: statement.status,
            ...(statement.justification === undefined ? {} : openVexJustification(statement.justification)),
            ...(statement.detail === undefined ? {} : { impact_statement: statement.detail }),
            status_notes: `${statement.author}, ${statement.document}`,
          }),
    };
  });
  const tooling = [
    `${report.tool.name} ${report.tool.version}`,
    ...groundsOf(report).map(({ name, value }) => `${name}: ${value}`),
  ].join('; ');
  const body = { author, timestamp, version: 1, tooling, statements };
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:custody:vex:${digest}`,
    ...body,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};
