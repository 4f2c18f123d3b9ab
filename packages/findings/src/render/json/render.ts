import type { JudgedFinding, JudgedUnknown, Report, SubjectResult } from '../../report/types.ts';
import { exitCode } from '../../report/verdict.ts';
import { cleanReport } from '../../text/clean.ts';
import type {
  AdvisoryFact,
  ComponentFact,
  Fix,
  LeftOutEntry,
  Location,
  Rule,
  StatementFact,
  Subject,
} from '../../types.ts';
import type { Ignore } from '../../policy/types.ts';

/** Names the format; a change that could break a reader changes its number. */
export const REPORT_SCHEMA = 'custody/report/1';

// Each object is written out key by key: the order in which a value was built must not show in the bytes,
// and a property that the schema does not know must not slip through. JSON.stringify leaves out what is undefined.

const locationJson = ({ file, entry, position, note }: Location) => ({
  file,
  entry,
  position:
    position === undefined
      ? undefined
      : position.kind === 'byte'
        ? { kind: position.kind, offset: position.offset, length: position.length }
        : { kind: position.kind, line: position.line, column: position.column },
  note,
});

const statementJson = (statement: StatementFact | undefined) =>
  statement && {
    author: statement.author,
    document: statement.document,
    sha256: statement.sha256,
    status: statement.status,
    justification: statement.justification,
    detail: statement.detail,
    timestamp: statement.timestamp,
  };

const componentJson = (component: ComponentFact | undefined) =>
  component && {
    ecosystem: component.ecosystem,
    name: component.name,
    version: component.version,
    purl: component.purl,
    groups: component.groups,
    environments: component.environments,
    path: component.path,
  };

const advisoryJson = (advisory: AdvisoryFact | undefined) =>
  advisory && {
    ids: advisory.ids,
    summary: advisory.summary,
    fixed: advisory.fixed,
    cvss: advisory.cvss && {
      score: advisory.cvss.score,
      vector: advisory.cvss.vector,
      version: advisory.cvss.version,
    },
    unrated: advisory.unrated,
    epss: advisory.epss,
    knownExploited: advisory.knownExploited,
    upstream: advisory.upstream,
    related: advisory.related,
    since: advisory.since,
  };

const ignoredJson = (ignore: Ignore | undefined) =>
  ignore && {
    rule: ignore.rule,
    path: ignore.path,
    entry: ignore.entry,
    sha256: ignore.sha256,
    advisory: ignore.advisory,
    package: ignore.package,
    version: ignore.version,
    environment: ignore.environment,
    group: ignore.group,
    untilFixed: ignore.untilFixed,
    reason: ignore.reason,
    expires: ignore.expires,
    owner: ignore.owner,
    statement: statementJson(ignore.statement),
    inline: ignore.inline,
  };

const fixJson = (fix: Fix | undefined) =>
  fix && { title: fix.title, safety: fix.safety, command: fix.command };

const findingJson = (finding: JudgedFinding) => ({
  rule: finding.rule.id,
  severity: finding.severity,
  confidence: finding.confidence,
  message: finding.message,
  locations: finding.locations.map(locationJson),
  todo: finding.todo,
  fix: fixJson(finding.fix),
  fingerprint: finding.fingerprint,
  decisive: finding.decisive,
  component: componentJson(finding.component),
  advisory: advisoryJson(finding.advisory),
  ignored: ignoredJson(finding.ignored),
});

const unknownJson = (unknown: JudgedUnknown) => ({
  rule: unknown.rule.id,
  reason: unknown.reason,
  location: locationJson(unknown.location),
  decisive: unknown.decisive,
  component: componentJson(unknown.component),
  advisory: advisoryJson(unknown.advisory),
  ignored: ignoredJson(unknown.ignored),
});

const leftOutJson = ({ text, location, marker, asked }: LeftOutEntry) => ({
  text,
  location: locationJson(location),
  marker,
  asked,
});

const subjectJson = ({ kind, path, sha256, size, name, version, facts, inventory }: Subject) => ({
  kind,
  path,
  sha256,
  size,
  name,
  version,
  facts: facts ?? [],
  inventory: inventory && {
    entries: inventory.entries,
    audited: inventory.audited,
    inapplicable: inventory.inapplicable,
    unaudited: inventory.unaudited,
    components: inventory.components,
    leftOut: inventory.leftOut?.map(leftOutJson),
  },
});

const resultJson = ({ subject, verdict, judged, findings, unknowns }: SubjectResult) => ({
  ...subjectJson(subject),
  verdict,
  judged,
  findings: findings.map(findingJson),
  unknowns: unknowns.map(unknownJson),
});

const ruleJson = (rule: Rule) => ({
  id: rule.id,
  title: rule.title,
  severity: rule.severity,
  confidence: rule.confidence,
  sources: rule.sources,
  standard: rule.standard,
  why: rule.why,
  attack: rule.attack,
  todo: rule.todo,
  online: rule.online ?? false,
});

/**
 * The report as JSON, format `custody/report/1` (schemas/report-1.schema.json), ending in a line feed.
 * Strings from outside carry visible escapes instead of control and bidi characters, here as everywhere.
 */
export const renderJson = (report: Report, options: { readonly indent?: number } = {}): string => {
  const clean = cleanReport(report);
  const { tool, policy, counts } = clean;
  const document = {
    schema: REPORT_SCHEMA,
    verdict: clean.verdict,
    exitCode: exitCode(clean),
    tool: { name: tool.name, version: tool.version },
    command: clean.command,
    today: clean.today,
    facts: clean.facts.map(({ name, value }) => ({ name, value })),
    policy: {
      path: policy.origin?.path,
      sha256: policy.origin?.sha256,
      failOn: policy.failOn,
      unrated: policy.unrated,
      thresholds: policy.thresholds,
      ignores: policy.ignores,
    },
    counts,
    subjects: clean.subjects.map(resultJson),
    rules: clean.rules.map(ruleJson),
  };
  return `${JSON.stringify(document, undefined, options.indent ?? 2)}\n`;
};
