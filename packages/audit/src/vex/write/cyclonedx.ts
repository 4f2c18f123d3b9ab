import { compareText, type JudgedFinding, type Report } from '@custody/findings';
import { cdxJustificationOf } from './labels.ts';
import { groundsOf, linesOf, type VexAuthor } from './lines.ts';

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
    ...(justification === undefined ? {} : { justification: cdxJustificationOf(justification) }),
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
