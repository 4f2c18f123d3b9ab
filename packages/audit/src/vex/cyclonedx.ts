import { isMembers, type Members, type Reader } from './reader.ts';
import { readPurl } from './purl.ts';
import type { VexProduct, VexStatement, VexStatus } from './types.ts';

/** CycloneDX 1.6, `vulnerabilities[].analysis.state`. */
const STATES: ReadonlyMap<string, VexStatus> = new Map([
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['exploitable', 'affected'],
  ['in_triage', 'under_investigation'],
  ['false_positive', 'not_affected'],
  ['not_affected', 'not_affected'],
]);

/** CycloneDX 1.6, `vulnerabilities[].analysis.justification`. */
export const CDX_JUSTIFICATIONS: readonly string[] = [
  'code_not_present',
  'code_not_reachable',
  'requires_configuration',
  'requires_dependency',
  'requires_environment',
  'protected_by_compiler',
  'protected_at_runtime',
  'protected_at_perimeter',
  'protected_by_mitigating_control',
];

const DEEPEST = 16;

/** Components of the document by bom-ref, those inside others included. */
const componentsOf = (of: Members, reader: Reader): ReadonlyMap<string, string> => {
  const purls = new Map<string, string>();
  const visit = (members: Members, at: string, depth: number): void => {
    const { 'bom-ref': ref, purl } = members;
    if (typeof ref === 'string' && typeof purl === 'string' && !purls.has(ref)) purls.set(ref, purl);
    if (depth >= DEEPEST) return;
    for (const part of reader.objects(members, 'components', at)) visit(part.value, part.at, depth + 1);
  };
  const metadata = of['metadata'];
  const root = isMembers(metadata) ? metadata['component'] : undefined;
  if (isMembers(root)) visit(root, '/metadata/component', 0);
  visit(of, '', 0);
  return purls;
};

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const readProducts = (
  of: Members,
  at: string,
  purls: ReadonlyMap<string, string>,
  reader: Reader,
): readonly VexProduct[] =>
  reader.objects(of, 'affects', at).flatMap(({ value, at: place }) => {
    const ref = reader.required(value, 'ref', place);
    if (ref === undefined || !reader.room(place)) return [];
    // A BOM-Link names a component of another document by its bom-ref, escaped; that often is its purl.
    const name = ref.startsWith('urn:cdx:') ? unescaped(ref.slice(ref.indexOf('#') + 1)) : ref;
    const purl = readPurl(purls.get(name) ?? name);
    if (purl !== undefined) return [{ purl, subcomponents: [] }];
    reader.say('product', place, 'it refers to no component with a purl, and so matches nothing');
    return [];
  });

const authorOf = (of: Members): string | undefined => {
  const metadata = of['metadata'];
  if (!isMembers(metadata)) return undefined;
  const authors: unknown = metadata['authors'];
  const first: unknown = Array.isArray(authors) ? authors[0] : undefined;
  for (const who of [first, metadata['manufacturer'], metadata['supplier'], metadata['manufacture']]) {
    const name = isMembers(who) ? (who['name'] ?? who['email']) : undefined;
    if (typeof name === 'string' && name.trim() !== '') return name;
  }
  return undefined;
};

const readAnalysis = (of: Members, at: string, reader: Reader) => {
  const { analysis } = of;
  if (!isMembers(analysis)) return undefined;
  const word = reader.required(analysis, 'state', `${at}/analysis`);
  const status = word === undefined ? undefined : STATES.get(word);
  if (word !== undefined && status === undefined)
    reader.say('status', `${at}/analysis/state`, `${word} is no state of an analysis`);
  if (status === undefined) return undefined;
  const justification = reader.text(analysis, 'justification', `${at}/analysis`);
  const detail = reader.text(analysis, 'detail', `${at}/analysis`);
  if (justification !== undefined && !CDX_JUSTIFICATIONS.includes(justification)) {
    reader.say(
      'justification',
      `${at}/analysis/justification`,
      `${justification} is no justification of CycloneDX`,
    );
    return undefined;
  }
  if (status === 'not_affected' && justification === undefined && detail === undefined) {
    reader.say('justification', `${at}/analysis`, `${word} needs a justification or a detail`);
    return undefined;
  }
  const timestamp =
    reader.moment(analysis, 'lastUpdated', `${at}/analysis`) ??
    reader.moment(analysis, 'firstIssued', `${at}/analysis`);
  return {
    status,
    ...(justification === undefined ? {} : { justification }),
    ...(detail === undefined ? {} : { detail }),
    timestamp,
  };
};

/** Reads the analyses of a CycloneDX document (1.4 to 1.7, `vulnerabilities`). Vulnerabilities without an analysis say nothing. */
export const readCycloneDxVex = (
  of: Members,
  reader: Reader,
): { readonly author: string; readonly statements: readonly VexStatement[] } | undefined => {
  const author = authorOf(of);
  if (author === undefined) {
    reader.say('missing', '/metadata/authors', 'nobody is named as author, supplier or manufacturer');
    return undefined;
  }
  const metadata = of['metadata'];
  const written = isMembers(metadata) ? reader.moment(metadata, 'timestamp', '/metadata') : undefined;
  const purls = componentsOf(of, reader);
  const statements = reader.objects(of, 'vulnerabilities', '').flatMap(({ value, at }): VexStatement[] => {
    const analysis = readAnalysis(value, at, reader);
    if (analysis === undefined) return [];
    const id = reader.required(value, 'id', at);
    const others = reader.objects(value, 'references', at).flatMap(({ value: reference }) => {
      const { id: name } = reference;
      return typeof name === 'string' ? [name] : [];
    });
    const timestamp = analysis.timestamp ?? written;
    if (timestamp === undefined) reader.say('missing', at, 'it is not said when this was known');
    if (id === undefined || timestamp === undefined) return [];
    return [
      { ...analysis, ids: [id, ...others], products: readProducts(value, at, purls, reader), timestamp },
    ];
  });
  return { author, statements };
};
