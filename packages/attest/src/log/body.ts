import type { LogEntry } from '../bundle/types.ts';
import { readJson } from '../json/read.ts';
import { member, textMember } from '../json/value.ts';
import { dsse001, dsse002 } from './dsse.ts';
import { hashedRekord001, hashedRekord002 } from './hashedrekord.ts';
import { intoto002 } from './intoto.ts';
import type { Logged, Signed } from './signed.ts';

const LIMITS = { maxBytes: 2 ** 20, maxDepth: 16 };

const KINDS: ReadonlyMap<string, Logged> = new Map([
  ['hashedrekord 0.0.1', hashedRekord001],
  ['hashedrekord 0.0.2', hashedRekord002],
  ['dsse 0.0.1', dsse001],
  ['dsse 0.0.2', dsse002],
  ['intoto 0.0.2', intoto002],
]);

/** Kinds that Rekor v2 writes: one tree, no integrated time. */
export const isRekorV2 = ({ kind, version }: LogEntry): boolean =>
  version === '0.0.2' && (kind === 'hashedrekord' || kind === 'dsse');

export type BodyVerdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails' | 'unjudged'; readonly why: string };

/**
 * Whether what the log recorded is what was signed here: the same digest, the same signature, the same key or certificate
 * (Rekor, "Pluggable types"). A body of a kind that is not known is not judged.
 */
export const judgeBody = (entry: LogEntry, signed: Signed): BodyVerdict => {
  const json = readJson(entry.body, LIMITS);
  if (json.kind === 'invalid')
    return { kind: 'fails', why: `its body cannot be read: ${json.problems[0].message}` };
  if (textMember(json.value, 'kind') !== entry.kind || textMember(json.value, 'apiVersion') !== entry.version)
    return { kind: 'fails', why: 'its body is of another kind or version than the entry says' };
  const judge = KINDS.get(`${entry.kind} ${entry.version}`);
  if (judge === undefined)
    return { kind: 'unjudged', why: `bodies of ${entry.kind} ${entry.version} are not known here` };
  const why = judge(member(json.value, 'spec'), signed);
  return why === undefined ? { kind: 'holds' } : { kind: 'fails', why };
};
