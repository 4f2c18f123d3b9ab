import { createHash } from 'node:crypto';
import { type AdvisoryFact, compareText, type Report } from '@custody/findings';
import { justificationOf } from './labels.ts';
import { groundsOf, type Line, versionedLines, type VexAuthor } from './lines.ts';

const isCve = (id: string): boolean => /^CVE-\d{4}-\d{4,}$/.test(id);

/** Lines of one flaw: a document names each CVE once (CSAF 2.0, 6.1.23). */
const byFlaw = (lines: readonly Line[]): readonly (readonly Line[])[] => {
  const groups = Map.groupBy(lines, ({ finding: { advisory } }) => {
    const ids = advisory?.ids ?? [''];
    return ids.find(isCve) ?? ids[0];
  });
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
};

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort(compareText);

const BASE_SEVERITIES = [
  [9, 'CRITICAL'],
  [7, 'HIGH'],
  [4, 'MEDIUM'],
  [0.1, 'LOW'],
] as const;

/** CVSS 3 alone: CSAF 2.0 knows no later one, and wants more of version 2 than is kept. */
const scoresOf = (cvss: AdvisoryFact['cvss'], products: readonly string[]) => {
  if (cvss === undefined || !cvss.version.startsWith('3')) return {};
  const { version, vector: vectorString, score: baseScore } = cvss;
  const baseSeverity = BASE_SEVERITIES.find(([from]) => baseScore >= from)?.[1] ?? 'NONE';
  return { scores: [{ cvss_v3: { version, vectorString, baseScore, baseSeverity }, products }] };
};

type Status = 'fixed' | 'known_affected' | 'known_not_affected';

const statusOf = ({ finding: { ignored } }: Line): Status => {
  const status = ignored?.statement?.status;
  return status === undefined ? 'known_affected' : status === 'fixed' ? 'fixed' : 'known_not_affected';
};

type About = { readonly details: string; readonly category: string; readonly product_ids: readonly string[] };

type Said = {
  readonly flags?: readonly { readonly label: string; readonly product_ids: readonly string[] }[];
  readonly remediations?: readonly About[];
  readonly threats?: readonly About[];
  readonly notes: readonly string[];
};

/** What is said of one product: a reason not to care (4.5, "Profile 5: VEX"), or what to do. */
const saidOf = (line: Line): Said => {
  const { purl, finding } = line;
  const { ignored, todo, advisory } = finding;
  const product_ids = [purl];
  const statement = ignored?.statement;
  if (statement === undefined) {
    const category = advisory === undefined || advisory.fixed.length === 0 ? 'none_available' : 'vendor_fix';
    const accepted = ignored === undefined ? [] : [`${purl}: accepted by policy: ${ignored.reason}`];
    return { remediations: [{ category, details: todo, product_ids }], notes: accepted };
  }
  const { justification, detail, author, document } = statement;
  const label = justification === undefined ? undefined : justificationOf(justification);
  const impact = [...(label === undefined && justification !== undefined ? [justification] : []), detail]
    .filter((part) => part !== undefined)
    .join('; ');
  return {
    ...(label === undefined || statement.status === 'fixed' ? {} : { flags: [{ label, product_ids }] }),
    ...(impact === '' ? {} : { threats: [{ category: 'impact', details: impact, product_ids }] }),
    notes: [`${purl}: says ${author} in ${document}`],
  };
};

const present = <T>(key: string, list: readonly T[]) => (list.length === 0 ? {} : { [key]: list });

const vulnerabilityOf = (lines: readonly Line[]) => {
  const advisories = lines.flatMap(({ finding }) => finding.advisory ?? []);
  const names = unique(advisories.flatMap(({ ids }) => ids));
  const cve = names.find(isCve);
  const others = names.filter((name) => name !== cve);
  const said = lines.map(saidOf);
  const of = (status: Status) =>
    unique(lines.filter((line) => statusOf(line) === status).map(({ purl }) => purl));
  const [text = 'No description was given with the advisory.'] = advisories.flatMap(
    ({ summary }) => summary ?? [],
  );
  const rated = advisories.find(({ cvss }) => cvss !== undefined);
  return {
    ...(cve === undefined ? {} : { cve }),
    ...present(
      'flags',
      said.flatMap(({ flags = [] }) => flags),
    ),
    ...present(
      'ids',
      others.map((other) => ({ system_name: other.split('-')[0] ?? other, text: other })),
    ),
    notes: [
      { category: 'description', text },
      ...said.flatMap(({ notes }) => notes.map((note) => ({ category: 'other', text: note }))),
    ],
    product_status: {
      ...present('fixed', of('fixed')),
      ...present('known_affected', of('known_affected')),
      ...present('known_not_affected', of('known_not_affected')),
    },
    ...present(
      'remediations',
      said.flatMap(({ remediations = [] }) => remediations),
    ),
    ...scoresOf(rated?.cvss, unique(lines.map(({ purl }) => purl))),
    ...present(
      'threats',
      said.flatMap(({ threats = [] }) => threats),
    ),
  };
};

/**
 * The report's flaws as a CSAF 2.0 document of the profile "VEX" (4.5). What a believed statement excuses keeps its status;
 * what the policy accepts is still `known_affected`. The publisher is whoever ran the audit: who publishes the document puts
 * their own name and namespace there.
 */
export const writeCsaf = (report: Report, { author, timestamp }: VexAuthor): string => {
  const lines = versionedLines(report);
  const products = new Map(lines.map(({ purl, finding: { component } }) => [purl, component] as const));
  const body = {
    product_tree: {
      full_product_names: [...products].map(([purl, component]) => ({
        name: [component?.name ?? purl, component?.version].filter((part) => part !== undefined).join(' '),
        product_id: purl,
        product_identification_helper: { purl },
      })),
    },
    vulnerabilities: byFlaw(lines).map(vulnerabilityOf),
  };
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const document = {
    document: {
      // A VEX without a vulnerability is none (4.5).
      category: lines.length === 0 ? 'csaf_base' : 'csaf_vex',
      csaf_version: '2.0',
      notes: groundsOf(report).map(({ name, value }) => ({ category: 'general', title: name, text: value })),
      publisher: { category: 'other', name: author, namespace: 'urn:custody:audit' },
      title: `Known vulnerabilities, by ${report.command}`,
      tracking: {
        current_release_date: timestamp,
        id: `custody-${digest.slice(0, 32)}`,
        initial_release_date: timestamp,
        revision_history: [{ date: timestamp, number: '1', summary: 'Made of a report' }],
        status: 'final',
        version: '1',
        generator: { engine: { name: report.tool.name, version: report.tool.version } },
      },
    },
    ...(lines.length === 0 ? {} : body),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};
