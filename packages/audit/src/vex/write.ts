import { createHash } from 'node:crypto';
import { compareText, type JudgedFinding, type Report } from '@custody/findings';

/** Who says it and when: a statement without them is worth nothing. `timestamp` is RFC 3339. */
export type VexAuthor = { readonly author: string; readonly timestamp: string };

type Line = {
  readonly purl: string;
  readonly finding: JudgedFinding;
};

/** What the report rests on: everything that took part in it, with digests where there are bytes. */
const groundsOf = ({ facts, policy, subjects }: Report): readonly { name: string; value: string }[] => [
  ...facts,
  {
    name: 'policy',
    value: policy.origin === undefined ? 'default' : `${policy.origin.path} sha256 ${policy.origin.sha256}`,
  },
  ...subjects
    .filter(({ subject }) => subject.inventory !== undefined)
    .map(({ subject: { path, sha256 } }) => ({
      name: 'input',
      value: sha256 === undefined ? path : `${path} sha256 ${sha256}`,
    })),
];

/** Findings about a flaw of a component, each once, by purl and flaw. */
const linesOf = (report: Report): readonly Line[] => {
  const lines = new Map<string, Line>();
  for (const { findings } of report.subjects) {
    for (const finding of findings) {
      const { component, advisory } = finding;
      if (component === undefined || advisory === undefined) continue;
      const key = JSON.stringify([component.purl, advisory.ids]);
      const before = lines.get(key);
      // Where one input accepts what another does not, the flaw counts.
      if (before === undefined || before.finding.ignored !== undefined)
        lines.set(key, { purl: component.purl, finding });
    }
  }
  return [...lines].sort(([a], [b]) => compareText(a, b)).map(([, line]) => line);
};

/**
 * The report's flaws as an OpenVEX 0.2.0 document. What a believed statement excuses keeps its status; what the policy
 * accepts is still `affected`, with the policy's reason: a decision to bear a risk does not make it go away.
 */
export const writeOpenVex = (report: Report, { author, timestamp }: VexAuthor): string => {
  const statements = linesOf(report).map(({ purl, finding: { advisory, ignored, todo } }) => {
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

const TO_OPENVEX: ReadonlyMap<string, string> = new Map([
  ['code_not_present', 'vulnerable_code_not_present'],
  ['code_not_reachable', 'vulnerable_code_not_in_execute_path'],
  ['protected_by_mitigating_control', 'inline_mitigations_already_exist'],
]);

/** A label of CycloneDX that has no equal in OpenVEX is told as text. */
const openVexJustification = (label: string) => {
  const word = TO_OPENVEX.get(label) ?? label;
  return word.startsWith('vulnerable_') || word.startsWith('inline_') || word === 'component_not_present'
    ? { justification: word }
    : { impact_statement: label };
};

const TO_CYCLONEDX: ReadonlyMap<string, string> = new Map([
  ['component_not_present', 'code_not_present'],
  ['vulnerable_code_not_present', 'code_not_present'],
  ['vulnerable_code_not_in_execute_path', 'code_not_reachable'],
  ['vulnerable_code_cannot_be_controlled_by_adversary', 'requires_environment'],
  ['inline_mitigations_already_exist', 'protected_by_mitigating_control'],
]);

const METHODS: ReadonlyMap<string, string> = new Map([
  ['2.0', 'CVSSv2'],
  ['3.0', 'CVSSv3'],
  ['3.1', 'CVSSv31'],
  ['4.0', 'CVSSv4'],
]);

const analysisOf = ({ ignored }: JudgedFinding) => {
  if (ignored === undefined) return { state: 'in_triage' };
  const { statement } = ignored;
  if (statement === undefined)
    return {
      state: 'exploitable',
      response: ['will_not_fix'],
      detail: `accepted by policy: ${ignored.reason}`,
    };
  const { justification, status, detail, author, document } = statement;
  return {
    state: status === 'fixed' ? 'resolved' : 'not_affected',
    ...(justification === undefined
      ? {}
      : { justification: TO_CYCLONEDX.get(justification) ?? justification }),
    detail: [detail, `says ${author} in ${document}`].filter((part) => part !== undefined).join('; '),
  };
};

/** Name and version as a canonical purl gives them. */
const namedBy = (purl: string): { readonly name: string; readonly version?: string } => {
  const [path = ''] = purl.split(/[?#]/, 1);
  const at = path.lastIndexOf('@');
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const whole = at > path.lastIndexOf('/') ? path.slice(0, at) : path;
  const name = decoded(whole.slice(whole.lastIndexOf('/') + 1));
  return whole === path ? { name } : { name, version: decoded(path.slice(at + 1)) };
};

/** The report's flaws as a CycloneDX document that holds every audited component and `vulnerabilities` with their analyses. */
export const writeCycloneDxVex = (
  report: Report,
  { author, timestamp }: VexAuthor,
  specVersion: '1.6' | '1.7' = '1.6',
): string => {
  const lines = linesOf(report);
  const components = new Map(
    lines.flatMap(({ purl, finding: { component } }) => (component === undefined ? [] : [[purl, component]])),
  );
  // Everything that was audited is in it, so that what has no vulnerability is told apart from what was not looked at.
  const audited = report.subjects.flatMap(({ subject }) => subject.inventory?.components ?? []);
  const purls = [...new Set([...components.keys(), ...audited])].sort(compareText);
  const document = {
    bomFormat: 'CycloneDX',
    specVersion,
    version: 1,
    metadata: {
      timestamp,
      authors: [{ name: author }],
      tools: { components: [{ type: 'application', ...report.tool }] },
      properties: groundsOf(report).map(({ name, value }) => ({ name: `custody:${name}`, value })),
    },
    components: purls.map((purl) => {
      const component = components.get(purl);
      const { name, version } = component ?? namedBy(purl);
      return {
        type: 'library',
        'bom-ref': purl,
        name,
        ...(version === undefined ? {} : { version }),
        purl,
        ...(component === undefined || component.path.length < 2
          ? {}
          : { properties: [{ name: 'custody:path', value: component.path.join(' › ') }] }),
      };
    }),
    vulnerabilities: lines.map(({ purl, finding }) => {
      const [id = '', ...aliases] = finding.advisory?.ids ?? [];
      const cvss = finding.advisory?.cvss;
      return {
        id,
        // The schema wants to know where an equal name comes from; a name says no more than its database's prefix.
        ...(aliases.length === 0
          ? {}
          : {
              references: aliases.map((alias) => ({
                id: alias,
                source: { name: alias.split('-')[0] ?? alias },
              })),
            }),
        ratings: [
          cvss === undefined
            ? { severity: finding.advisory?.unrated === true ? 'unknown' : finding.severity }
            : {
                score: cvss.score,
                severity: finding.severity,
                method: METHODS.get(cvss.version) ?? 'other',
                vector: cvss.vector,
              },
        ],
        ...(finding.advisory?.summary === undefined ? {} : { description: finding.advisory.summary }),
        recommendation: finding.todo,
        analysis: analysisOf(finding),
        affects: [{ ref: purl }],
      };
    }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};
