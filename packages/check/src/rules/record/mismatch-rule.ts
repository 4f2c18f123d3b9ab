import { quoteName } from '@custody/archive';
import type { Rule, Unknown } from '@custody/findings';
import type { RecordMismatch } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings, TOLD } from '../bounded.ts';
import { NO_RECORD } from './record-rule.ts';

const sayOf = ({ path, what, expected, actual }: RecordMismatch): string =>
  what === 'hash'
    ? `The hash of ${quoteName(path)} is ${actual}, but RECORD says ${expected}.`
    : `${quoteName(path)} has ${actual} bytes, but RECORD says ${expected}.`;

/** RECORD held against the bytes; a row whose file could not be read is unknown. */
export const mismatchRule = (rule: Rule, what: RecordMismatch['what']): JudgedRule<WheelView> => ({
  rule,
  judge: ({ file, inspection }) => {
    const { recordComparison, record } = inspection;
    if (recordComparison === undefined || record === undefined)
      return undecided({ rule, reason: NO_RECORD, location: { file } });
    const findings = boundedFindings(
      rule,
      // RECORD cannot hold its own hash: whatever it says there is for `record/own-row-empty`.
      recordComparison.mismatched.filter((one) => one.what === what && one.path !== record.path),
      (mismatch) => ({
        message: sayOf(mismatch),
        locations: [
          { file, entry: mismatch.path },
          {
            file,
            entry: record.path,
            position: { kind: 'text', line: mismatch.line, column: 1 },
            note: `its ${what} in RECORD`,
          },
        ],
      }),
    );
    // A hash that cannot be computed says nothing against the size beside it.
    const unread = new Set(
      inspection.entries.filter(({ problems }) => problems.length > 0).map(({ entry }) => entry.name),
    );
    const unverified = recordComparison.unverified.filter(({ path }) => what === 'hash' || unread.has(path));
    const unknowns = unverified.slice(0, TOLD).map(
      ({ path, reason }): Unknown => ({
        rule,
        reason: `${quoteName(path)}: ${reason}`,
        location: { file, entry: path },
      }),
    );
    if (unverified.length > TOLD)
      unknowns.push({
        rule,
        reason: `${unverified.length - TOLD} more files could not be held against RECORD`,
        location: { file, entry: record.path },
      });
    return { findings, unknowns };
  },
});
