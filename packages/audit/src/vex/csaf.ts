import { readPurl } from './purl.ts';
import { isMembers, type Members, type Reader } from './reader.ts';
import { JUSTIFICATIONS } from './openvex.ts';
import type { VexProduct, VexPurl, VexStatement, VexStatus } from './types.ts';

/** CSAF 2.0, 3.2.3.9 `product_status`: the groups, brought to four words. */
const STATUSES: readonly (readonly [string, VexStatus])[] = [
  ['known_not_affected', 'not_affected'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['under_investigation', 'under_investigation'],
];
const DEEPEST = 32;

const inside = (of: Members, key: string): Members => {
  const value = of[key];
  return isMembers(value) ? value : {};
};

/** Products of the tree by id (CSAF 2.0, 3.2.2): named outright, in branches, or as a component of another product. */
const productsOf = (tree: Members, reader: Reader): ReadonlyMap<string, VexProduct> => {
  const purls = new Map<string, VexPurl>();
  const name = (product: Members): void => {
    const { product_id: id } = product;
    const purl = inside(product, 'product_identification_helper')['purl'];
    const read = typeof purl === 'string' ? readPurl(purl) : undefined;
    if (typeof id === 'string' && read !== undefined) purls.set(id, read);
  };
  const visit = (of: Members, at: string, depth: number): void => {
    for (const branch of reader.objects(of, 'branches', at)) {
      if (isMembers(branch.value['product'])) name(branch.value['product']);
      if (depth < DEEPEST) visit(branch.value, branch.at, depth + 1);
    }
  };
  for (const { value } of reader.objects(tree, 'full_product_names', '/product_tree')) name(value);
  visit(tree, '/product_tree', 0);
  const products = new Map<string, VexProduct>();
  for (const [id, purl] of purls) products.set(id, { purl, subcomponents: [] });
  for (const { value } of reader.objects(tree, 'relationships', '/product_tree')) {
    const { product_reference: part, relates_to_product_reference: whole } = value;
    const { product_id: id } = inside(value, 'full_product_name');
    const [inner, outer] = [purls.get(String(part)), purls.get(String(whole))];
    if (typeof id === 'string' && inner !== undefined && outer !== undefined)
      products.set(id, { purl: outer, subcomponents: [inner] });
  }
  return products;
};

type Said = { readonly ids: ReadonlySet<string>; readonly text: string };

/** Flags and threats, each with the products that it is about; those of groups are looked up. */
const saidOf = (
  vulnerability: Members,
  key: 'flags' | 'threats',
  field: string,
  at: string,
  groups: ReadonlyMap<string, readonly string[]>,
  reader: Reader,
): readonly Said[] =>
  reader.objects(vulnerability, key, at).flatMap(({ value, at: place }) => {
    if (key === 'threats' && value['category'] !== 'impact') return [];
    const text = reader.required(value, field, place);
    const direct = reader.list(value, 'product_ids', place).filter((id) => typeof id === 'string');
    const grouped = reader.list(value, 'group_ids', place).flatMap((id) => groups.get(String(id)) ?? []);
    return text === undefined ? [] : [{ ids: new Set([...direct, ...grouped]), text }];
  });

const groupsOf = (tree: Members, reader: Reader): ReadonlyMap<string, readonly string[]> =>
  new Map(
    reader
      .objects(tree, 'product_groups', '/product_tree')
      .map(({ value, at }) => [
        String(value['group_id']),
        reader.list(value, 'product_ids', at).filter((id) => typeof id === 'string'),
      ]),
  );

/** Reads a document of CSAF 2.0, profile "VEX" (4.5): one statement for each product and status of each vulnerability. */
export const readCsaf = (
  of: Members,
  reader: Reader,
): { readonly author: string; readonly statements: readonly VexStatement[] } | undefined => {
  const document = inside(of, 'document');
  if (document['category'] !== 'csaf_vex')
    reader.say('format', '/document/category', 'the category must be csaf_vex');
  const author = reader.required(inside(document, 'publisher'), 'name', '/document/publisher');
  const timestamp = reader.moment(inside(document, 'tracking'), 'current_release_date', '/document/tracking');
  if (author === undefined || timestamp === undefined || document['category'] !== 'csaf_vex')
    return undefined;
  const tree = inside(of, 'product_tree');
  const products = productsOf(tree, reader);
  const groups = groupsOf(tree, reader);
  const statements: VexStatement[] = [];
  for (const { value, at } of reader.objects(of, 'vulnerabilities', '')) {
    const others = reader
      .objects(value, 'ids', at)
      .flatMap(({ value: id }) => reader.text(id, 'text', at) ?? []);
    const [first, ...rest] = [
      ...(reader.text(value, 'cve', at) === undefined ? [] : [String(value['cve'])]),
      ...others,
    ];
    if (first === undefined) {
      reader.say('missing', at, 'it has neither cve nor ids');
      continue;
    }
    const flags = saidOf(value, 'flags', 'label', at, groups, reader);
    const impacts = saidOf(value, 'threats', 'details', at, groups, reader);
    const add = (id: string, status: VexStatus, place: string): void => {
      if (!reader.room(place)) return;
      const product = products.get(id);
      if (product === undefined) {
        reader.say('product', place, `${id} is named by no purl, and so matches nothing`);
        return;
      }
      const justification = flags.find(({ ids, text }) => ids.has(id) && JUSTIFICATIONS.includes(text))?.text;
      const detail = impacts.find(({ ids }) => ids.has(id))?.text;
      if (status === 'not_affected' && justification === undefined && detail === undefined) {
        reader.say('justification', place, `${id}: known_not_affected needs a flag or an impact (4.5)`);
        return;
      }
      statements.push({
        ids: [first, ...rest],
        status,
        ...(justification === undefined ? {} : { justification }),
        ...(detail === undefined ? {} : { detail }),
        products: [product],
        timestamp,
      });
    };
    for (const [group, status] of STATUSES) {
      for (const id of reader.list(inside(value, 'product_status'), group, `${at}/product_status`)) {
        if (typeof id === 'string') add(id, status, `${at}/product_status/${group}`);
      }
    }
  }
  return { author, statements };
};
