import type { Loss } from '../bill/types.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { listOf, member, objectOf, textOf } from '../json/value.ts';
import { omit } from './edit.ts';

/**
 * 1.5 and 1.6 allow either licences or exactly one expression. Of a mixed list, the expressions are kept as names,
 * which lose nothing of the words.
 */
export const separateExpressions = (object: JsonObject, pointer: string, losses: Loss[]): JsonObject => {
  const licenses = listOf(object, 'licenses');
  const mixed = licenses.length > 1 && licenses.some((item) => textOf(item, 'expression') !== undefined);
  if (!mixed) return object;
  const separated = licenses.map((item, index): Json => {
    const expression = textOf(item, 'expression');
    if (expression === undefined) return item;
    losses.push({
      path: pointerTo(`${pointer}/licenses`, index),
      what: 'that this is an SPDX expression',
      why: 'this version allows an expression only alone; it is kept as a name',
    });
    const acknowledgement = member(item, 'acknowledgement');
    return { license: { name: expression, ...(acknowledgement === undefined ? {} : { acknowledgement }) } };
  });
  return { ...object, licenses: separated };
};

/** A licence identifier that this version's list does not have yet is kept as a name. */
export const nameUnknownId = (
  object: JsonObject,
  pointer: string,
  ids: ReadonlySet<string>,
  losses: Loss[],
): JsonObject => {
  const license = objectOf(object, 'license');
  const id = textOf(license, 'id');
  if (license === undefined || id === undefined || ids.size === 0 || ids.has(id)) return object;
  losses.push({
    path: `${pointer}/license/id`,
    what: JSON.stringify(id.slice(0, 80)),
    why: "this version's list of SPDX licences has no such identifier; it is kept as a name",
  });
  return { ...object, license: { name: id, ...omit(license, 'id', 'name') } };
};
