import type { FileProblem } from '../file/types.ts';
import { quote } from '../problem/quote.ts';
import type { LicenseCode } from './codes.ts';
import { knownExceptions } from './exceptions.ts';
import { knownLicenses } from './ids.ts';

/** A license expression, read. */
export type LicenseExpression = {
  /** In normal form: known identifiers in their own case, operators in capitals, single spaces. Absent where it cannot be read. */
  readonly normalized?: string;
  /** The licenses that it names, without `+` and exceptions, in order, each once. */
  readonly licenses: readonly string[];
  readonly problems: readonly FileProblem<LicenseCode>[];
};

const LONGEST = 4096;
const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'with']);

type Token = { readonly text: string; readonly column: number };
type Reading = {
  readonly out: string[];
  readonly licenses: Set<string>;
  readonly problems: FileProblem<LicenseCode>[];
};

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[()]|[^\s()]+/g)].map((found) => ({ text: found[0], column: found.index + 1 }));

const say = (
  reading: Reading,
  code: LicenseCode,
  message: string,
  { column }: { readonly column: number },
): void => {
  reading.problems.push({ code, message, column });
};

/** One license: an identifier of the list or a LicenseRef, perhaps with `+`. */
const readLicense = (token: Token, reading: Reading): void => {
  const plus = token.text.endsWith('+');
  const bare = plus ? token.text.slice(0, -1) : token.text;
  const reference = /^licenseref-/i.test(bare);
  if (reference) {
    const id = `LicenseRef-${bare.slice('LicenseRef-'.length)}`;
    if (!/^LicenseRef-[A-Za-z0-9.-]+$/.test(id))
      say(
        reading,
        'license-ref',
        `${quote(token.text)} holds more than letters, digits, "." and "-".`,
        token,
      );
    if (plus) say(reading, 'misplaced-plus', `A LicenseRef takes no "+": ${quote(token.text)}.`, token);
    reading.licenses.add(id);
    reading.out.push(plus ? `${id}+` : id);
    return;
  }
  // A few old identifiers end in "+" themselves: GPL-2.0+.
  const known = knownLicenses().get(token.text.toLowerCase()) ?? knownLicenses().get(bare.toLowerCase());
  if (known === undefined) {
    say(reading, 'unknown-license', `${quote(token.text)} is no SPDX license identifier.`, token);
    reading.out.push(token.text);
    return;
  }
  if (known.deprecated)
    say(reading, 'deprecated', `The SPDX license identifier ${known.id} is deprecated.`, token);
  reading.licenses.add(known.id);
  reading.out.push(plus && !known.id.endsWith('+') ? `${known.id}+` : known.id);
};

const readException = (token: Token, reading: Reading): void => {
  const known = knownExceptions().get(token.text.toLowerCase());
  if (known === undefined)
    say(reading, 'unknown-exception', `${quote(token.text)} is no SPDX license exception.`, token);
  reading.out.push(known ?? token.text);
};

/** What may come next: a license or `(`; an exception; an operator or `)` (after a license also WITH). */
type State = 'operand' | 'exception' | 'license-read' | 'operand-read';

/** Reads all tokens; false where they are not of the grammar. No recursion: nesting costs no stack. */
const readTokens = (tokens: readonly Token[], end: number, reading: Reading): boolean => {
  let state: State = 'operand';
  let depth = 0;
  const unexpected = (token: Token): false => {
    say(reading, 'malformed', `${quote(token.text)} cannot stand here.`, token);
    return false;
  };
  for (const token of tokens) {
    const operator = token.text.toLowerCase();
    const operand = state === 'operand';
    if (token.text === '(') {
      if (!operand) return unexpected(token);
      depth += 1;
      reading.out.push('(');
    } else if (token.text === ')') {
      if (operand || state === 'exception' || depth === 0) return unexpected(token);
      depth -= 1;
      reading.out.push(')');
      state = 'operand-read';
    } else if (OPERATORS.has(operator)) {
      if (operand || state === 'exception') return unexpected(token);
      if (operator === 'with' && state !== 'license-read')
        say(reading, 'misplaced-with', 'WITH follows something that is not a single license.', token);
      reading.out.push(operator.toUpperCase());
      state = operator === 'with' ? 'exception' : 'operand';
    } else if (operand) {
      readLicense(token, reading);
      state = 'license-read';
    } else if (state === 'exception') {
      readException(token, reading);
      state = 'operand-read';
    } else return unexpected(token);
  }
  if (depth === 0 && state !== 'operand' && state !== 'exception') return true;
  say(reading, 'malformed', depth > 0 ? 'A parenthesis is not closed.' : 'The expression ends too early.', {
    column: end,
  });
  return false;
};

/**
 * Reads an SPDX license expression as core metadata's License-Expression takes it: identifiers of the SPDX list and `LicenseRef-`
 * ones, without case; AND, OR, WITH, parentheses. Columns count from 1. Never throws; linear.
 * License expression (PyPA specifications); PEP 639.
 */
export const parseLicenseExpression = (text: string): LicenseExpression => {
  const reading: Reading = { out: [], licenses: new Set(), problems: [] };
  if (text.length > LONGEST) {
    say(reading, 'too-long', `The expression has more than ${LONGEST} characters.`, { column: LONGEST });
    return { licenses: [], problems: reading.problems };
  }
  const tokens = tokensOf(text);
  if (tokens.length === 0) {
    say(reading, 'empty', 'The expression is empty.', { column: 1 });
    return { licenses: [], problems: reading.problems };
  }
  const read = readTokens(tokens, text.length + 1, reading);
  const fatal = reading.problems.some(
    ({ code }) => code !== 'deprecated' && code !== 'misplaced-with' && code !== 'misplaced-plus',
  );
  const licenses = [...reading.licenses];
  if (!read || fatal) return { licenses, problems: reading.problems };
  const normalized = reading.out.join(' ').replaceAll('( ', '(').replaceAll(' )', ')');
  if (normalized !== text)
    say(reading, 'not-normalised', `Written ${quote(text)}, in normal form ${quote(normalized)}.`, {
      column: 1,
    });
  return { normalized, licenses, problems: reading.problems };
};
