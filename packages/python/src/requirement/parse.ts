import { atEnd, type Cursor, columnOf, skipWhite, takeChar } from '../marker/cursor.ts';
import { readOr } from '../marker/expression.ts';
import type { Marker } from '../marker/types.ts';
import { normalizeName } from '../name/normalize.ts';
import { quote } from '../problem/quote.ts';
import type { Invalid, TextProblem } from '../problem/types.ts';
import { parseVersion } from '../version/parse.ts';
import { readExtras, readName } from './name.ts';
import { readUrl, readVersions } from './target.ts';
import type { Requirement, RequirementProblemCode } from './types.ts';

type Problem = TextProblem<RequirementProblemCode>;

const failed = (problem: Problem): Invalid<RequirementProblemCode> => ({
  kind: 'invalid',
  problems: [problem],
});

const readMarker = (cursor: Cursor): Marker | Problem | undefined =>
  takeChar(cursor, ';') ? readOr(cursor) : undefined;

const PIN = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)==([0-9][0-9.]*)$/;

/** `name==1.2`, as most requirements are that tools write; undefined for every other. */
const readPin = (text: string): Requirement | undefined => {
  const [, writtenName, versionText] = PIN.exec(text) ?? [];
  const version = versionText === undefined ? undefined : parseVersion(versionText);
  if (writtenName === undefined || versionText === undefined || version === undefined) return undefined;
  const specifier = { kind: 'version', operator: '==', text: versionText, version } as const;
  const target = { kind: 'versions', specifiers: { kind: 'ok', specifiers: [specifier] } } as const;
  return { kind: 'ok', name: normalizeName(writtenName), writtenName, extras: [], target, marker: undefined };
};

/**
 * Reads a requirement, `requests[security]>=2.8.1,==2.8.*; python_version < "3"` or `pip @ https://…` (PEP 508;
 * dependency specifiers). The first thing that is wrong is reported. Stricter than Python's `packaging` where that
 * strays from the standard: names end in a letter or digit, quoted texts have no escapes, no line breaks.
 */
export const parseRequirement = (text: string): Requirement | Invalid<RequirementProblemCode> => {
  const pin = readPin(text);
  if (pin !== undefined) return pin;
  const cursor: Cursor = { text, position: 0 };
  skipWhite(cursor);
  const writtenName = readName(cursor, 'requirement-name');
  if (typeof writtenName !== 'string') return failed(writtenName);
  skipWhite(cursor);
  const extras = readExtras(cursor);
  if ('code' in extras) return failed(extras);
  skipWhite(cursor);
  const target = takeChar(cursor, '@') ? readUrl(cursor) : readVersions(cursor);
  if ('code' in target) return failed(target);
  skipWhite(cursor);
  const marker = readMarker(cursor);
  if (marker !== undefined && 'code' in marker) return failed(marker);
  if (atEnd(cursor))
    return { kind: 'ok', name: normalizeName(writtenName), writtenName, extras, target, marker };
  const found = quote(text.slice(cursor.position));
  return failed({
    code: marker === undefined ? 'requirement-end' : 'marker-end',
    column: columnOf(cursor),
    message: `Expected ${marker === undefined ? 'a version clause, ";"' : '"and", "or"'} or the end; found ${found}.`,
  });
};
