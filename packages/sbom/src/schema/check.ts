import { pointerTo, pointerTokens } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { isArray, member } from '../json/value.ts';
import { explainErrors } from './explain.ts';
import { loadValidator } from './load.ts';
import type { SchemaFault, SchemaFunction, SchemaName, ValidatorModule } from './types.ts';

/** After this many faults the rest of a document is not looked at. */
export const MAX_FAULTS = 200;

const valueAt = (value: Json, pointer: string): Json | undefined => {
  let at: Json | undefined = value;
  for (const token of pointerTokens(pointer)) at = isArray(at) ? at[Number(token)] : member(at, token);
  return at;
};

/** The first fault of every part that has one. */
const faultsOfParts = (validator: ValidatorModule, value: Json): SchemaFault[] => {
  const faults: SchemaFault[] = [];
  const judge = (holds: SchemaFunction, part: Json, pointer: string): void => {
    if (holds(part)) return;
    faults.push(explainErrors(holds.errors, pointer, (place) => valueAt(value, place)));
  };
  for (const [name, holds] of Object.entries(validator)) {
    const part = member(value, name);
    if (name === 'root' || part === undefined || name === 'forgetDigests') continue;
    if (!isArray(part)) judge(holds as SchemaFunction, part, `/${name}`);
    else
      for (const [index, item] of part.entries()) {
        if (faults.length >= MAX_FAULTS) return faults;
        judge(holds as SchemaFunction, item, pointerTo(`/${name}`, index));
      }
  }
  return faults;
};

/**
 * Judges a value by the official schema of its standard and version. Valid documents are walked once; of others, the first fault
 * of the document and of each of its components, relationships and so on is given, at most `MAX_FAULTS`.
 */
export const checkSchema = async (name: SchemaName, value: Json): Promise<readonly SchemaFault[]> => {
  const validator = await loadValidator(name);
  validator.forgetDigests();
  const { root } = validator;
  if (root(value)) return [];
  const first = explainErrors(root.errors, '', (place) => valueAt(value, place));
  const parts = faultsOfParts(validator, value);
  return parts.some((fault) => fault.pointer === first.pointer) ? parts : [first, ...parts];
};
