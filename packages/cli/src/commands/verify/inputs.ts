import {
  EXPECTATION_FORMS,
  type ManagedKey,
  parseExpectation,
  type PgpKeyring,
  readKeyring,
  readPublicKey,
  type SignerRule,
} from '@custody/attest';
import { readWhole } from '@custody/host';
import { CommandError } from '../../exit.ts';

const MAX_KEYRING = 16 * 2 ** 20;
const MAX_KEY = 64 * 1024;

export const loadKeys = (paths: readonly string[] | undefined): readonly ManagedKey[] =>
  (paths ?? []).map((path) => {
    const reading = readPublicKey(readWhole(path, MAX_KEY));
    if (reading.kind === 'read') return reading.value;
    throw new CommandError(`${path}: ${reading.problems[0].message}`);
  });

export const loadKeyring = (path: string | undefined): PgpKeyring | undefined => {
  if (path === undefined) return undefined;
  const reading = readKeyring(readWhole(path, MAX_KEYRING));
  if (reading.kind === 'read') return reading.value;
  throw new CommandError(`${path}: ${reading.problems[0].message}`);
};

export const expectations = (texts: readonly string[] | undefined): readonly SignerRule[] =>
  (texts ?? []).map((text) => {
    const rule = parseExpectation(text);
    if (rule !== undefined) return rule;
    throw new CommandError(
      `--identity ${JSON.stringify(text)} says nobody; expected one of ${EXPECTATION_FORMS.join(', ')}`,
    );
  });

/** Reads `--digest`: SHA-256 in hex, with or without its name in front. */
export const digestFlag = (text: string): string => {
  const hex = text.replace(/^sha256:/i, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new CommandError(`--digest must be a SHA-256 in hex (64 digits), found ${JSON.stringify(text)}`);
  return hex;
};
