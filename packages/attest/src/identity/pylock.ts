import { type AnyLockReading, readLockAs } from '@custody/python';
import { GOOGLE_ISSUER, FORGES } from './forge.ts';
import type { SignerIdentity } from './types.ts';

const WORKFLOWS = '.github/workflows/';

const textIn = (table: ReadonlyMap<string, unknown>, name: string): string | undefined => {
  const value = table.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * A signer from a table of `packages.attestation-identities` (PEP 751), which has what a publisher of PEP 740 has. `undefined` for
 * kinds that are not known here or lack what names them: whoever asks must not take that for nobody.
 */
export const identityOfPylock = (table: ReadonlyMap<string, unknown>): SignerIdentity | undefined => {
  const kind = textIn(table, 'kind');
  if (kind === 'Google') {
    const address = textIn(table, 'email');
    return address === undefined ? undefined : { kind: 'email', issuer: GOOGLE_ISSUER, address };
  }
  const forge = FORGES.find((one) => one.kind === (kind === 'GitHub' ? 'github' : 'gitlab'));
  const repository = textIn(table, 'repository');
  if ((kind !== 'GitHub' && kind !== 'GitLab') || forge === undefined || repository === undefined)
    return undefined;
  const file = textIn(table, kind === 'GitHub' ? 'workflow' : 'workflow_filepath');
  const workflow = file !== undefined && kind === 'GitHub' ? `${WORKFLOWS}${file}` : file;
  const environment = textIn(table, 'environment');
  return {
    kind: forge.kind,
    issuer: forge.issuer,
    repository,
    ...(workflow === undefined ? {} : { workflow }),
    ...(environment === undefined ? {} : { environment }),
  };
};

/** The members of the table that stands for a signer, in order; `undefined` for signers that PEP 740 has no publisher for. */
export const pylockIdentity = (
  identity: SignerIdentity,
): readonly (readonly [name: string, value: string])[] | undefined => {
  if (identity.kind === 'email' && identity.issuer === GOOGLE_ISSUER)
    return [
      ['kind', 'Google'],
      ['email', identity.address],
    ];
  if (identity.kind !== 'github' && identity.kind !== 'gitlab') return undefined;
  const { kind, issuer, repository, workflow, environment } = identity;
  if (!FORGES.some((forge) => forge.kind === kind && forge.issuer === issuer)) return undefined;
  const github = kind === 'github';
  if (workflow === undefined || (github && !workflow.startsWith(WORKFLOWS))) return undefined;
  return [
    ['kind', github ? 'GitHub' : 'GitLab'],
    ['repository', repository],
    github ? ['workflow', workflow.slice(WORKFLOWS.length)] : ['workflow_filepath', workflow],
    ...(environment === undefined ? [] : [['environment', environment] as const]),
  ];
};

/** A TOML basic string (TOML 1.0.0, "String"): of JSON's only DEL has to be escaped besides. */
const tomlText = (text: string): string => JSON.stringify(text.toWellFormed()).replaceAll('\x7f', '\\u007f');

/** Lines of the tables that say who signs, with a blank one in front of each. */
const tableLines = (identities: readonly SignerIdentity[]): readonly string[] =>
  identities.flatMap((identity) => {
    const members = (pylockIdentity(identity) ?? []).map(([name, value]) => `${name} = ${tomlText(value)}`);
    return ['', '[[packages.attestation-identities]]', ...members];
  });

export type PylockEdit =
  | { readonly kind: 'written'; readonly text: string; readonly packages: number }
  | { readonly kind: 'refused'; readonly reason: string };

const sameTable = (
  table: ReadonlyMap<string, unknown>,
  members: readonly (readonly [string, string])[],
): boolean => table.size === members.length && members.every(([name, value]) => table.get(name) === value);

/** Those that PEP 751 has a table for, each table once: facts that it has no member for do not make two signers. */
const writable = (identities: readonly SignerIdentity[]): readonly SignerIdentity[] => [
  ...new Map(
    identities.flatMap((one) => {
      const members = pylockIdentity(one);
      return members === undefined ? [] : [[JSON.stringify(members), one] as const];
    }),
  ).values(),
];

/** A header that ends the tables of a package: of another package, or of something else. */
const ENDS = /^[ \t]*\[(?!\[?[ \t]*packages[ \t]*\.)/;

/** The lines with the tables of each package after its last line that is not blank. `starts` has 0-based lines, ascending. */
const insert = (
  lines: readonly string[],
  starts: readonly number[],
  added: readonly (readonly SignerIdentity[])[],
): readonly string[] => {
  const written: string[] = [];
  let current = -1;
  const flush = (): void => {
    const tables = tableLines(added[current] ?? []);
    if (tables.length === 0) return;
    let end = written.length;
    while (end > 0 && written[end - 1]?.trim() === '') end -= 1;
    const blanks = written.splice(end);
    written.push(...tables, ...(blanks.length === 0 ? [''] : blanks));
  };
  for (const [index, line] of lines.entries()) {
    const starting = starts[current + 1] === index;
    if (starting || (current >= 0 && ENDS.test(line))) flush();
    if (starting) current += 1;
    // Past the packages: what comes belongs to none.
    else if (current >= 0 && ENDS.test(line) && current === starts.length - 1) current = starts.length;
    written.push(line);
  }
  flush();
  return written;
};

/**
 * Adds `attestation-identities` to the packages of a `pylock.toml` that have none yet, and changes no other line. `identities` goes
 * by name as the lock writes it. What is written is read back; where it does not say what it should, the edit is refused whole.
 */
export const addPylockIdentities = (
  text: string,
  identities: ReadonlyMap<string, readonly SignerIdentity[]>,
): PylockEdit => {
  const read = (content: string): AnyLockReading => readLockAs(new TextEncoder().encode(content), 'pylock');
  const before = read(text);
  if (before.kind !== 'lock') return { kind: 'refused', reason: before.reason };
  const { packages } = before.reading;
  const starts = packages.flatMap(({ line }) => (line === undefined ? [] : [line - 1]));
  if (starts.length !== packages.length || starts.some((line, index) => line <= (starts[index - 1] ?? -1)))
    return { kind: 'refused', reason: 'its packages are not tables in order' };
  const wanted = packages.map(({ name, attestationIdentities }) =>
    attestationIdentities === undefined ? writable(identities.get(name) ?? []) : [],
  );
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = insert(text.split(/\r?\n/), starts, wanted);
  const written = lines.join(newline);
  const after = read(written);
  const agrees =
    after.kind === 'lock' &&
    after.reading.packages.length === packages.length &&
    after.reading.packages.every((one, index) => {
      const was = packages[index];
      if (one.name !== was?.name || one.version !== was.version) return false;
      const found = one.attestationIdentities ?? [];
      const expected = wanted[index] ?? [];
      if (expected.length === 0) return found.length === (was.attestationIdentities ?? []).length;
      return (
        found.length === expected.length &&
        found.every((table, at) => {
          const identity = expected[at];
          return identity !== undefined && sameTable(table, pylockIdentity(identity) ?? []);
        })
      );
    });
  if (!agrees) return { kind: 'refused', reason: 'it is written in a way that cannot be added to' };
  return { kind: 'written', text: written, packages: wanted.filter((one) => one.length > 0).length };
};
