import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'wheel/signature-files',
  title: 'The wheel has no RECORD signatures of the old kind',
  severity: 'low',
  confidence: 'high',
  sources: ['standard'],
  standard: 'PEP 815',
  why: 'No installer ever verified RECORD.jws or RECORD.p7s; they look like protection and are none.',
  todo: 'Leave them out, and publish attestations (PEP 740) instead.',
};

/** W12. */
export const signatureFiles: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, entries } }) => {
    const names = new Set(['jws', 'p7s'].map((suffix) => `${distInfo ?? ''}/RECORD.${suffix}`));
    const shipped = entries.map(({ entry }) => entry.name).filter((name) => names.has(name));
    return found(
      shipped.slice(0, 2).map((name) => ({
        rule,
        message: `${quoteName(name)} is a signature that tools must not add any more.`,
        locations: [{ file, entry: name }],
      })),
    );
  },
};
