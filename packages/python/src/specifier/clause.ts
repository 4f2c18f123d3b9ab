import { invalid } from '../problem/invalid.ts';
import { quote } from '../problem/quote.ts';
import type { Invalid } from '../problem/types.ts';
import { parseVersion } from '../version/parse.ts';
import { isPostrelease, isPrerelease } from '../version/parts.ts';
import { leadingSpace, SPACE, strip } from '../version/space.ts';
import type { Version } from '../version/types.ts';
import type { OrderedOperator, Specifier, SpecifierProblemCode } from './types.ts';

type Answer = Specifier | Invalid<SpecifierProblemCode>;

/** Longest first: `===` begins with `==`. */
const OPERATOR = /^(?:===|~=|==|!=|<=|>=|<|>)/;
const NOT_ARBITRARY = new RegExp(`${SPACE}|[;)]`);

const readArbitrary = (text: string, column: number): Answer => {
  const at = text.search(NOT_ARBITRARY);
  if (at < 0) return { kind: 'arbitrary', operator: '===', text };
  const message = `"===" takes a text without white space, ";" and ")"; ${quote(text)} has one.`;
  return invalid('specifier-arbitrary', column + at, message);
};

const isPlainRelease = (version: Version): boolean =>
  !isPrerelease(version) && !isPostrelease(version) && version.local === undefined;

const readPrefix = (operator: OrderedOperator, text: string, column: number): Answer => {
  const written = text.slice(0, -2);
  const version = strip(written) === written ? parseVersion(written) : undefined;
  if (version === undefined)
    return invalid('specifier-version', column, `${quote(text)} is no version (PEP 440).`);
  if ((operator === '==' || operator === '!=') && isPlainRelease(version))
    return { kind: 'prefix', operator, text, version };
  const message = `".*" can follow only a plain release after "==" or "!="; not so in ${quote(operator + text)}.`;
  return invalid('specifier-prefix', column + written.length, message);
};

const readVersion = (operator: OrderedOperator, text: string, column: number): Answer => {
  const version = parseVersion(text);
  if (version === undefined)
    return invalid('specifier-version', column, `${quote(text)} is no version (PEP 440).`);
  if (version.local !== undefined && operator !== '==' && operator !== '!=') {
    const message = `Only "==" and "!=" take a local label; ${quote(operator + text)} has one.`;
    return invalid('specifier-local', column + text.indexOf('+'), message);
  }
  if (operator === '~=' && version.release.length < 2) {
    const message = `"~=" takes a release of two numbers or more; ${quote(text)} has one.`;
    return invalid('specifier-compatible', column, message);
  }
  return { kind: 'version', operator, text, version };
};

/**
 * Reads one clause, `>=1.0` (PEP 440, "Version specifiers"), with white space around it and after its operator.
 *
 * @param column where the text begins in a longer one, from 1.
 */
export const parseSpecifier = (text: string, column = 1): Answer => {
  const start = column + leadingSpace(text);
  const clause = strip(text);
  const operator = OPERATOR.exec(clause)?.[0];
  if (operator === undefined) {
    const message = `A specifier starts with one of ===, ~=, ==, !=, <=, >=, <, >; ${quote(clause)} does not.`;
    return invalid('specifier-operator', start, message);
  }
  const rest = clause.slice(operator.length);
  const version = strip(rest);
  const at = start + operator.length + leadingSpace(rest);
  if (operator === '===') return readArbitrary(version, at);
  const read = version.endsWith('.*') ? readPrefix : readVersion;
  return read(operator as OrderedOperator, version, at);
};
