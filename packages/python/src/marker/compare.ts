import { normalizeName } from '../name/normalize.ts';
import { parseSpecifier } from '../specifier/clause.ts';
import { contains } from '../specifier/contains.ts';
import type {
  Marker,
  MarkerAnswer,
  MarkerEnvironment,
  MarkerField,
  MarkerOperand,
  MarkerOperator,
} from './types.ts';

type Comparison = Extract<Marker, { kind: 'compare' }>;
type Value = string | ReadonlySet<string>;

/** Fields that are compared as versions where the other side makes a specifier with the operator. */
const VERSION_FIELDS: ReadonlySet<MarkerField> = new Set<MarkerField>([
  'implementation_version',
  'platform_release',
  'python_full_version',
  'python_version',
]);

const NAME_FIELDS: ReadonlySet<MarkerField> = new Set<MarkerField>(['extra', 'extras', 'dependency_groups']);

const ok = (value: boolean): MarkerAnswer => ({ kind: 'ok', value });
const undefinedFor = (reason: string): MarkerAnswer => ({ kind: 'undefined', reason });

/** The field's value; CPython built from an untagged commit says `3.15.0a1+`, which only a label makes a version. */
const lookUp = (field: MarkerField, environment: MarkerEnvironment): Value | undefined => {
  const value = environment[field];
  return field === 'python_full_version' && typeof value === 'string' && value.endsWith('+')
    ? `${value}local`
    : value;
};

/** Extras and groups are compared in their normal form (PEP 685, PEP 735). */
const normalized = (value: Value): Value =>
  typeof value === 'string' ? normalizeName(value) : new Set([...value].map((name) => normalizeName(name)));

const has = (left: string, right: Value): boolean =>
  typeof right === 'string' ? right.includes(left) : right.has(left);

type TextTest = (left: string, right: Value) => boolean;

const never: TextTest = () => false;
const same: TextTest = (left, right) => left === right;

/** Texts have no order: `<` and `>` never hold, `<=` and `>=` hold for equals; `~=` and `===` are for versions only. */
const TEXT_TESTS: Readonly<Record<MarkerOperator, TextTest | undefined>> = {
  in: has,
  'not in': (left, right) => !has(left, right),
  '==': same,
  '<=': same,
  '>=': same,
  '!=': (left, right) => left !== right,
  '<': never,
  '>': never,
  '~=': undefined,
  '===': undefined,
};

const compareTexts = (left: string, operator: MarkerOperator, right: Value): MarkerAnswer => {
  const test = TEXT_TESTS[operator];
  if (test === undefined) return undefinedFor(`"${operator}" is not defined for texts that are no versions`);
  return ok(test(left, right));
};

const compareValues = (
  field: MarkerField,
  left: string,
  operator: MarkerOperator,
  right: Value,
): MarkerAnswer => {
  if (VERSION_FIELDS.has(field) && typeof right === 'string') {
    const specifier = parseSpecifier(`${operator}${right}`);
    if (specifier.kind !== 'invalid') return ok(contains({ kind: 'ok', specifiers: [specifier] }, left));
  }
  return compareTexts(left, operator, right);
};

const valueOf = (operand: MarkerOperand, environment: MarkerEnvironment): Value | undefined =>
  operand.kind === 'text' ? operand.text : lookUp(operand.field, environment);

/** Evaluates one comparison (PEP 508, "Environment Markers"), as `packaging` 26.2 does. */
export const evaluateComparison = (marker: Comparison, environment: MarkerEnvironment): MarkerAnswer => {
  const fields = [marker.left, marker.right].flatMap((side) => (side.kind === 'field' ? [side.field] : []));
  const [field, second] = fields;
  if (field === undefined) return undefinedFor('two quoted texts are compared, and no field');
  if (second !== undefined) return undefinedFor(`two fields are compared, ${field} and ${second}`);
  const left = valueOf(marker.left, environment);
  const right = valueOf(marker.right, environment);
  if (left === undefined || right === undefined) return undefinedFor(`the environment has no ${field}`);
  if (typeof left !== 'string')
    return undefinedFor(`the set ${field} stands on the left of "${marker.operator}"`);
  if (!NAME_FIELDS.has(field)) return compareValues(field, left, marker.operator, right);
  return compareTexts(normalizeName(left), marker.operator, normalized(right));
};
