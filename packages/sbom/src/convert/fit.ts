import type { Loss } from '../bill/types.ts';
import { CYCLONEDX_VERSIONS, type CycloneDxVersion } from '../document/types.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isObject, member, objectOf } from '../json/value.ts';
import { editObjects, omit } from './edit.ts';
import { nameUnknownId, separateExpressions } from './licenses.ts';
import { authorsAsText, firstIdentity, nearestWords, toolsAsList } from './older.ts';
import { pruneTo } from './prune.ts';
import { repair } from './repair.ts';
import { loadShapes, type Shape } from './shape.ts';

export type Fitted = { readonly document: JsonObject; readonly losses: readonly Loss[] };

const isBefore = (version: CycloneDxVersion, other: CycloneDxVersion): boolean =>
  CYCLONEDX_VERSIONS.indexOf(version) < CYCLONEDX_VERSIONS.indexOf(other);

const follow = (shapes: readonly Shape[], ...path: readonly string[]): Shape | undefined => {
  let shape = shapes[0];
  for (const name of path) {
    const index: number | undefined = name === '*' ? shape?.items : shape?.members?.[name];
    shape = index === undefined ? undefined : shapes[index];
  }
  return shape;
};

type Words = Readonly<
  Record<'components' | 'externalReferences' | 'compositions' | 'ids', ReadonlySet<string>>
>;

const wordsOf = (shapes: readonly Shape[]): Words => {
  const words = (...path: readonly string[]): ReadonlySet<string> =>
    new Set(follow(shapes, ...path)?.words ?? []);
  return {
    components: words('components', '*', 'type'),
    externalReferences: words('externalReferences', '*', 'type'),
    compositions: words('compositions', '*', 'aggregate'),
    ids: words('components', '*', 'licenses', '*', 'license', 'id'),
  };
};

/** The maker of the root component stood in the metadata before a component could have one. */
const makerInMetadata = (document: JsonObject): JsonObject => {
  const metadata = objectOf(document, 'metadata');
  const root = objectOf(metadata, 'component');
  const maker = member(root, 'manufacturer');
  if (
    metadata === undefined ||
    root === undefined ||
    maker === undefined ||
    member(metadata, 'manufacture') !== undefined
  )
    return document;
  return {
    ...document,
    metadata: { ...metadata, manufacture: maker, component: omit(root, 'manufacturer') },
  };
};

const translate = (document: JsonObject, version: CycloneDxVersion, words: Words, losses: Loss[]): Json =>
  editObjects(document, (object, pointer, name) => {
    let edited = object;
    if (isBefore(version, '1.5') && pointer === '/metadata') edited = toolsAsList(edited, losses);
    if (isBefore(version, '1.6') && (name === 'components' || name === 'component'))
      edited = authorsAsText(edited, pointer, losses);
    if (version === '1.5' && name === 'evidence') edited = firstIdentity(edited, pointer, losses);
    if (version === '1.5' || version === '1.6') edited = separateExpressions(edited, pointer, losses);
    if (name === 'licenses') edited = nameUnknownId(edited, pointer, words.ids, losses);
    const kind = name === 'component' ? 'components' : name;
    if (kind === 'components' || kind === 'externalReferences' || kind === 'compositions')
      edited = nearestWords(edited, pointer, name, (word) => words[kind].has(word), losses);
    return edited;
  });

/**
 * Makes a CycloneDX document, whatever its version, one of another version: what that version says differently is translated,
 * what it cannot hold is left out and listed with its place in the source. The result validates, its members in the schema's order.
 */
export const fitCycloneDx = async (source: JsonObject, version: CycloneDxVersion): Promise<Fitted> => {
  const shapes = await loadShapes(version);
  const losses: Loss[] = [];
  if (member(source, 'signature') !== undefined)
    losses.push({ path: '/signature', what: 'signature', why: 'it signs the bytes that were, not these' });
  const named = {
    ...omit(source, '$schema', 'signature'),
    ...(source['$schema'] === undefined
      ? {}
      : { $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json` }),
    bomFormat: 'CycloneDX',
    specVersion: version,
  };
  const older = isBefore(version, '1.6') ? makerInMetadata(named) : named;
  const translated = translate(older, version, wordsOf(shapes), losses);
  const pruned = pruneTo(translated, version, shapes);
  const repaired = await repair(`cyclonedx-${version}`, pruned.value ?? named);
  return {
    document: isObject(repaired.document) ? repaired.document : named,
    losses: [...losses, ...pruned.losses, ...repaired.losses],
  };
};
