import { finding } from '@custody/findings';
import { parseBundledName } from '@custody/native';
import type { WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/present',
  title: "A wheel with other people's libraries in it carries an SBOM",
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 770, Motivation',
  why: 'package indexes and scanners know nothing of libraries that were copied into a wheel: their flaws stay unseen',
  todo: 'Run `custody sbom embed` on the wheel.',
};

export const present: WheelSbomRule = {
  rule,
  judge: ({ file, contents }) => {
    const bundled = contents.natives.filter(({ path }) => parseBundledName(path) !== undefined);
    const [first] = bundled;
    if (first === undefined || contents.documents.length > 0) return { findings: [], unknowns: [] };
    const others = bundled.length > 1 ? ` and ${bundled.length - 1} more` : '';
    return {
      findings: [
        finding(rule, {
          message: `the wheel has no SBOM, but bundles ${JSON.stringify(first.path.slice(0, 200))}${others}`,
          locations: [{ file, entry: first.path }],
          key: 'present',
        }),
      ],
      unknowns: [],
    };
  },
};
