import { chainProblem, issuedByChain, issuersOf, outsideValidity } from '../certificate/chain.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { OID } from '../certificate/extension.ts';
import { judgeSct, precertificate, sctsOf } from '../certificate/sct.ts';
import { hex } from '../crypto/digest.ts';
import { Malformed } from '../der/read.ts';
import type { TrustedChain, TrustInstance } from '../trust/types.ts';
import { CLAUSE } from './clauses.ts';
import type { Trace } from './trace.ts';
import type { VerifiedTime } from './types.ts';

const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** A chain that certifies the leaf, or why none does. */
const findChain = (leaf: Certificate, authorities: readonly TrustedChain[]): TrustedChain | string => {
  let why = 'the trust root names no authority that issued it';
  for (const chain of authorities) {
    if (!mayIssue(leaf, chain)) continue;
    const problem = chainProblem(leaf, chain, OID.codeSigning);
    if (problem === undefined) return chain;
    why = problem;
  }
  return why;
};

/** As `issuedByChain`; a certificate whose key identifiers cannot be read was issued by nobody. */
export const mayIssue = (leaf: Certificate, chain: TrustedChain): boolean => {
  try {
    return issuedByChain(leaf, chain);
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
};

const judgeTransparency = (
  leaf: Certificate,
  chain: TrustedChain,
  instance: TrustInstance,
  to: Trace,
): void => {
  if (instance.ctLogs.length === 0) return;
  // A chain that certified the leaf has an authority.
  const issuers = issuersOf(chain).slice(0, 1);
  let why: string | undefined = 'it has no certificate timestamp';
  let held = '';
  try {
    const scts = sctsOf(leaf);
    const tbs = precertificate(leaf);
    for (const [sct, issuer] of scts.flatMap((each) => issuers.map((by) => [each, by] as const))) {
      const verdict = judgeSct(sct, issuer, tbs, instance.ctLogs);
      if (verdict.kind === 'holds') {
        held ||= `${verdict.log.baseUrl} took the certificate at ${iso(verdict.time)}`;
        why = undefined;
      } else if (verdict.kind === 'fails') {
        why = verdict.why;
        held = '';
        break;
      } else if (held === '') why = `the trust root knows no log ${hex(verdict.logId).slice(0, 16)}`;
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    why = error.message;
  }
  to.judge(
    'certificate-transparency',
    CLAUSE.transparency,
    why === undefined ? undefined : `the certificate is not shown to be in a log of certificates: ${why}`,
    held,
  );
};

/** Judges who issued the certificate, that it was valid at every proven time, and that its issuing was made public. */
export const judgeCertified = (
  leaf: Certificate,
  instance: TrustInstance,
  times: readonly VerifiedTime[],
  to: Trace,
): void => {
  const chain = findChain(leaf, instance.authorities);
  if (typeof chain === 'string') {
    to.judge('certificate-chain', CLAUSE.chain, `the certificate is not trusted: ${chain}`, '');
    return;
  }
  to.judge(
    'certificate-chain',
    CLAUSE.chain,
    undefined,
    `${chain.uri === '' ? instance.name : chain.uri} issued the certificate`,
  );
  for (const { time, source } of times) {
    const outside = outsideValidity(leaf, chain, time);
    const by = source === 'log' ? 'the log' : 'the timestamp authority';
    to.judge(
      'certificate-validity',
      CLAUSE.chain,
      outside === undefined
        ? undefined
        : `${outside} was not valid at ${iso(time)}, when ${by} saw the signature`,
      `the certificate was valid at ${iso(time)}, when ${by} saw the signature`,
    );
  }
  judgeTransparency(leaf, chain, instance, to);
};
