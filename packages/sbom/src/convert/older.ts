import type { Loss } from '../bill/types.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject, listOf, member, objectOf, textOf } from '../json/value.ts';
import { omit } from './edit.ts';

type Told = (path: string, what: string, why: string) => void;

const teller =
  (losses: Loss[]): Told =>
  (path, what, why) => {
    losses.push({ path, what, why });
  };

/** Before 1.5, `tools` was a list of vendor, name, version and hashes. */
export const toolsAsList = (metadata: JsonObject, losses: Loss[]): JsonObject => {
  const tools = objectOf(metadata, 'tools');
  if (tools === undefined) return metadata;
  const tell = teller(losses);
  const list = [...listOf(tools, 'components'), ...listOf(tools, 'services')].map((tool, index): Json => {
    const maker = objectOf(tool, 'supplier') ?? objectOf(tool, 'manufacturer') ?? objectOf(tool, 'provider');
    const vendor = textOf(maker, 'name') ?? textOf(tool, 'publisher') ?? textOf(tool, 'group');
    const kept = ['name', 'version', 'hashes', 'externalReferences'];
    const lost = isObject(tool)
      ? Object.keys(tool).filter(
          (key) => ![...kept, 'type', 'supplier', 'manufacturer', 'publisher'].includes(key),
        )
      : [];
    if (lost.length > 0)
      tell(
        `/metadata/tools/${index}`,
        lost.join(', '),
        'before 1.5 a tool has vendor, name, version and hashes only',
      );
    const members = [['vendor', vendor] as const, ...kept.map((key) => [key, member(tool, key)] as const)];
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  });
  return { ...metadata, tools: list };
};

/** Before 1.6, one `author` text stood for the list of authors. */
export const authorsAsText = (component: JsonObject, pointer: string, losses: Loss[]): JsonObject => {
  const authors = member(component, 'authors');
  if (!isArray(authors)) return component;
  const text = authors
    .map((author) => {
      const [name, email] = [textOf(author, 'name'), textOf(author, 'email')];
      return name === undefined ? email : email === undefined ? name : `${name} <${email}>`;
    })
    .filter((item) => item !== undefined)
    .join(', ');
  const rest = omit(component, 'authors');
  if (text === '' || textOf(component, 'author') !== undefined) return rest;
  if (authors.length > 1)
    teller(losses)(
      `${pointer}/authors`,
      'the separate authors',
      'before 1.6 a component has one author text',
    );
  return { ...rest, author: text };
};

/** 1.5 knows one identity; the purl's says most. */
export const firstIdentity = (evidence: JsonObject, pointer: string, losses: Loss[]): JsonObject => {
  const identity = member(evidence, 'identity');
  if (!isArray(identity)) return evidence;
  const chosen = identity.find((item) => textOf(item, 'field') === 'purl') ?? identity[0];
  if (identity.length > 1)
    teller(losses)(
      `${pointer}/identity`,
      `${identity.length - 1} of the identities`,
      'before 1.6 there is only one',
    );
  return chosen === undefined ? omit(evidence, 'identity') : { ...evidence, identity: chosen };
};

/** Words that a narrower list of words still has a near one for. */
export const nearestWords = (
  object: JsonObject,
  pointer: string,
  name: string,
  knows: (word: string) => boolean,
  losses: Loss[],
): JsonObject => {
  const slot = name === 'compositions' ? 'aggregate' : 'type';
  const word = textOf(object, slot);
  if (word === undefined || knows(word)) return object;
  const nearest =
    name === 'externalReferences'
      ? 'other'
      : name === 'compositions'
        ? word.replace(/_(?:proprietary|opensource)_only$/, '_only')
        : name === 'components' || name === 'component'
          ? word === 'data' || word === 'cryptographic-asset'
            ? 'file'
            : word === 'device-driver'
              ? 'firmware'
              : word === 'platform'
                ? 'framework'
                : 'library'
          : undefined;
  if (nearest === undefined || !knows(nearest)) return object;
  teller(losses)(
    `${pointer}/${slot}`,
    JSON.stringify(word.slice(0, 80)),
    `this version has no such word; ${nearest} is nearest`,
  );
  return { ...object, [slot]: nearest };
};
