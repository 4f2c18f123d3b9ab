import type { LogEntry } from '../bundle/types.ts';
import { hex, sameBytes } from '../crypto/digest.ts';
import { isRekorV2, judgeBody } from '../log/body.ts';
import { promiseProblem, proofProblem } from '../log/inclusion.ts';
import type { Signed } from '../log/signed.ts';
import type { TrustedLog, TrustInstance } from '../trust/types.ts';
import { CLAUSE } from './clauses.ts';
import type { Trace } from './trace.ts';
import type { VerifiedEntry, VerifiedTime } from './types.ts';

type Judged = {
  readonly entry: VerifiedEntry;
  readonly log: TrustedLog;
  readonly time: VerifiedTime | undefined;
};

const validityProblem = (log: TrustedLog, time: number): string | undefined => {
  const { start, end } = log.validity;
  return time < start || (end !== undefined && time > end)
    ? 'the log was not valid at the time it states'
    : undefined;
};

/** Judges one entry: promise, proof, body. What holds is given back only if all does. */
const judgeEntry = (
  entry: LogEntry,
  label: string,
  instance: TrustInstance,
  signed: Signed | undefined,
  to: Trace,
): Judged | undefined => {
  const log = instance.logs.find(({ logId }) => sameBytes(logId, entry.logId));
  if (log === undefined) {
    to.judge(
      'log-inclusion',
      CLAUSE.inclusion,
      `${label}: the trust root knows no log ${hex(entry.logId).slice(0, 16)}`,
      '',
    );
    return undefined;
  }
  const integrated = entry.integratedTime === undefined ? undefined : Number(entry.integratedTime) * 1000;
  const problems: boolean[] = [];
  const step = (id: string, clause: string, problem: string | undefined, holds: string): void => {
    const message = problem === undefined ? undefined : `${label}: ${problem}`;
    problems.push(to.judge(id, clause, message, `${label}: ${holds}`));
  };
  if (entry.promise !== undefined) {
    const problem =
      promiseProblem(entry, log) ?? (integrated === undefined ? undefined : validityProblem(log, integrated));
    step('log-promise', CLAUSE.promise, problem, `${log.baseUrl} signed that it took the entry`);
  }
  if (entry.proof !== undefined || entry.promise === undefined) {
    // One tree, one index; nothing but this ties the one that the entry states to the proof.
    const moved = isRekorV2(entry) && entry.proof !== undefined && entry.proof.logIndex !== entry.logIndex;
    const problem = moved ? 'its inclusion proof is for another index' : proofProblem(entry, log);
    step(
      'log-inclusion',
      CLAUSE.inclusion,
      problem,
      `entry ${entry.proof?.logIndex ?? 0n} is in the tree that ${log.baseUrl} signed`,
    );
  }
  if (signed === undefined) {
    to.unjudged('log-entry', CLAUSE.body, `${label}: there is no key to hold it against`);
    return undefined;
  }
  const body = judgeBody(entry, signed);
  if (body.kind === 'unjudged') to.unjudged('log-entry', CLAUSE.body, `${label}: ${body.why}`);
  else
    step(
      'log-entry',
      CLAUSE.body,
      body.kind === 'fails' ? body.why : undefined,
      'it records this signature, key and content',
    );
  if (body.kind !== 'holds' || problems.includes(false)) return undefined;
  const proven = entry.promise !== undefined && integrated !== undefined;
  return {
    log,
    time: proven ? { source: 'log', authority: log.baseUrl, time: integrated } : undefined,
    entry: {
      log: log.baseUrl,
      // Without a promise only the index inside the proof is proven.
      logIndex: entry.promise === undefined ? (entry.proof?.logIndex ?? entry.logIndex) : entry.logIndex,
      kind: entry.kind,
      version: entry.version,
      integratedTime: proven ? integrated : undefined,
      by: entry.promise === undefined ? 'proof' : entry.proof === undefined ? 'promise' : 'proof-and-promise',
    },
  };
};

/** Judges every entry; a repeated one counts once. `required`: at least one has to be there. */
export const judgeLog = (
  entries: readonly LogEntry[],
  instance: TrustInstance,
  signed: Signed | undefined,
  required: boolean,
  to: Trace,
): readonly Judged[] => {
  if (entries.length === 0) {
    if (required)
      to.judge(
        'log-inclusion',
        CLAUSE.inclusion,
        `there is no entry of a transparency log; ${instance.name} has logs, so one is asked for`,
        '',
      );
    return [];
  }
  const repeated = entries.some((entry, index) =>
    entries
      .slice(0, index)
      .some((other) => sameBytes(other.logId, entry.logId) && sameBytes(other.body, entry.body)),
  );
  if (repeated) to.judge('log-inclusion', CLAUSE.inclusion, 'the same log entry is there twice', '');
  return entries.flatMap((entry, index) => {
    const label = entries.length === 1 ? 'log entry' : `log entry ${index + 1}`;
    const judged = judgeEntry(entry, label, instance, signed, to);
    return judged === undefined ? [] : [judged];
  });
};

/** A log without integrated times has to be valid at the times that others prove. */
export const judgeLogTimes = (judged: readonly Judged[], times: readonly VerifiedTime[], to: Trace): void => {
  for (const { log, time } of judged) {
    if (time !== undefined) continue;
    for (const proven of times) {
      const problem = validityProblem(log, proven.time);
      if (problem !== undefined)
        to.judge('log-inclusion', CLAUSE.inclusion, `${log.baseUrl}: ${problem}`, '');
    }
  }
};
