import { headline } from '../../report/headline.ts';
import type { JudgedUnknown, Report } from '../../report/types.ts';
import { exitCode } from '../../report/verdict.ts';
import { cleanReport } from '../../text/clean.ts';
import { count } from '../../text/number.ts';
import { type Artifacts, artifactsOf, locationJson } from './artifacts.ts';
import { resultJson, worstFindings } from './results.ts';
import { ruleJson } from './rules.ts';

export type SarifOptions = {
  /** GitHub refuses a run of more than 25,000 results, which is the default. The worst are kept, and the rest is counted. */
  readonly limit?: number;
};

const notificationJson = (
  { rule, reason, location, decisive, ignored }: JudgedUnknown,
  ruleIndex: ReadonlyMap<string, number>,
  artifacts: Artifacts,
): unknown => ({
  level: decisive ? 'warning' : 'note',
  message: { text: `Not judged: ${reason}${ignored === undefined ? '' : ` (ignored: ${ignored.reason})`}` },
  associatedRule: { id: rule.id, index: ruleIndex.get(rule.id) ?? -1 },
  locations: [locationJson(location, artifacts)],
});

/**
 * The report as SARIF 2.1.0 (OASIS Standard): one run with full rule metadata, fingerprints that survive unrelated edits,
 * suppressions for what the policy ignores, and a notification for each rule that could not be judged. Ends in a line feed.
 */
export const renderSarif = (report: Report, { limit = 25_000 }: SarifOptions = {}): string => {
  const clean = cleanReport(report);
  const ruleIndex = new Map<string, number>(clean.rules.map((rule, index) => [rule.id, index]));
  const artifacts = artifactsOf(clean);
  const total = clean.subjects.reduce((sum, { findings }) => sum + findings.length, 0);
  const results = worstFindings(clean, limit).map((finding) => resultJson(finding, ruleIndex, artifacts));
  const notifications = clean.subjects
    .flatMap(({ unknowns }) => unknowns)
    .map((unknown) => notificationJson(unknown, ruleIndex, artifacts));
  if (results.length < total) {
    const left = count(total - results.length, 'less severe finding');
    notifications.push({ level: 'warning', message: { text: `${left} left out: a run holds ${limit}` } });
  }
  const { tool, policy } = clean;
  const run = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        rules: clean.rules.map(ruleJson),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        commandLine: clean.command,
        exitCode: exitCode(clean),
        exitCodeDescription: `${clean.verdict}: ${headline(clean)}`,
        toolExecutionNotifications: notifications,
        properties: {
          today: clean.today,
          failOn: policy.failOn,
          ...(policy.origin === undefined
            ? {}
            : { policy: policy.origin.path, policySha256: policy.origin.sha256 }),
          facts: clean.facts.map(({ name, value }) => `${name}: ${value}`),
        },
      },
    ],
    artifacts: artifacts.list,
    results,
  };
  const document = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};
