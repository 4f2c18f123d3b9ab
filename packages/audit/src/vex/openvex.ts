import { isMembers, type Members, type Reader } from './reader.ts';
import { readPurl } from './purl.ts';
import type { VexProduct, VexPurl, VexStatement, VexStatus } from './types.ts';

const STATUSES: readonly VexStatus[] = ['not_affected', 'affected', 'fixed', 'under_investigation'];

/** OpenVEX 0.2.0, "Status Justifications". */
export const JUSTIFICATIONS: readonly string[] = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
];

/** A component by its purl: `identifiers.purl`, else the `@id` where that is one. */
const readComponent = (of: Members, at: string, reader: Reader): VexPurl | undefined => {
  if (!reader.room(at)) return undefined;
  const identifiers = of['identifiers'];
  const written =
    (isMembers(identifiers) ? reader.text(identifiers, 'purl', `${at}/identifiers`) : undefined) ??
    reader.text(of, '@id', at);
  const purl = written === undefined ? undefined : readPurl(written);
  if (purl === undefined) reader.say('product', at, 'it is named by no purl, and so matches nothing');
  return purl;
};

const readProducts = (of: Members, at: string, reader: Reader): readonly VexProduct[] =>
  reader.objects(of, 'products', at).flatMap((product) => {
    const purl = readComponent(product.value, product.at, reader);
    if (purl === undefined) return [];
    const parts = reader.objects(product.value, 'subcomponents', product.at);
    const subcomponents = parts.flatMap((part) => readComponent(part.value, part.at, reader) ?? []);
    // Subcomponents that nobody can tell must not turn into a statement about the whole product.
    return parts.length > 0 && subcomponents.length === 0 ? [] : [{ purl, subcomponents }];
  });

const readIds = (of: Members, at: string, reader: Reader): VexStatement['ids'] | undefined => {
  const vulnerability = of['vulnerability'];
  if (!isMembers(vulnerability)) {
    reader.say('missing', `${at}/vulnerability`, 'vulnerability must be an object with a name');
    return undefined;
  }
  const name = reader.required(vulnerability, 'name', `${at}/vulnerability`);
  const aliases = reader
    .list(vulnerability, 'aliases', `${at}/vulnerability`)
    .filter((alias) => typeof alias === 'string');
  return name === undefined ? undefined : [name, ...aliases];
};

const readReasons = (of: Members, status: VexStatus, at: string, reader: Reader) => {
  const justification = reader.text(of, 'justification', at);
  const detail = reader.text(of, 'impact_statement', at) ?? reader.text(of, 'status_notes', at);
  const known = justification === undefined || JUSTIFICATIONS.includes(justification);
  if (!known)
    reader.say(
      'justification',
      `${at}/justification`,
      `${justification} is no justification of OpenVEX 0.2.0`,
    );
  const given =
    known && (justification !== undefined || reader.text(of, 'impact_statement', at) !== undefined);
  if (status === 'not_affected' && !given) {
    reader.say('justification', at, 'not_affected needs a justification or an impact_statement');
    return undefined;
  }
  return {
    ...(justification === undefined ? {} : { justification }),
    ...(detail === undefined ? {} : { detail }),
  };
};

const readStatement = (
  of: Members,
  at: string,
  inherited: string | undefined,
  reader: Reader,
): VexStatement | undefined => {
  const status = STATUSES.find((one) => one === of['status']);
  if (status === undefined)
    reader.say('status', `${at}/status`, `status must be one of ${STATUSES.join(', ')}`);
  const ids = readIds(of, at, reader);
  const products = readProducts(of, at, reader);
  const own = 'timestamp' in of || 'last_updated' in of;
  const timestamp = own
    ? (reader.moment(of, 'last_updated', at) ?? reader.moment(of, 'timestamp', at))
    : inherited;
  if (status === undefined || ids === undefined || timestamp === undefined) return undefined;
  const reasons = readReasons(of, status, at, reader);
  return reasons === undefined ? undefined : { ids, status, ...reasons, products, timestamp };
};

/** Reads an OpenVEX 0.2.0 document: its author and statements. A statement that is incomplete is a problem, and not believed. */
export const readOpenVex = (
  of: Members,
  reader: Reader,
): { readonly author: string; readonly statements: readonly VexStatement[] } | undefined => {
  const author = reader.required(of, 'author', '');
  const timestamp = reader.moment(of, 'last_updated', '') ?? reader.moment(of, 'timestamp', '');
  // What a statement inherits is the time of the document's first issue: an update of another statement does not renew it.
  const inherited = reader.moment(of, 'timestamp', '') ?? timestamp;
  if (timestamp === undefined) reader.say('missing', '/timestamp', 'timestamp is missing');
  const statements = reader
    .objects(of, 'statements', '')
    .flatMap(({ value, at }) => readStatement(value, at, inherited, reader) ?? []);
  return author === undefined ? undefined : { author, statements };
};
