import { finding } from '@custody/findings';
import { withoutNestedFiles } from '../../wheel/nested.ts';
import { MOST, type WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/documents-agree',
  title: 'The SBOMs of one wheel do not contradict each other',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'PEP 770, SBOM data interoperability',
  why: 'readers that take one document see other versions or contents than readers of the next one',
  todo: 'Correct the document that is wrong, or have the tool that made it leave the component out.',
};

const shown = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

export const documentsAgree: WheelSbomRule = {
  rule,
  judge: async ({ file, documents }) => {
    if (documents.length < 2) return { findings: [], unknowns: [] };
    const { merge } = await import('../../merge/merge.ts');
    const byLabel = new Map(documents.map(({ label, path }) => [label, path]));
    const { conflicts } = merge(
      documents.map(({ bill, label }) => ({
        bill: withoutNestedFiles(bill),
        label,
        standing: 'declared' as const,
      })),
    );
    const findings = conflicts.slice(0, MOST).map(({ component, field, claims }) => {
      const [first, ...others] = claims.map(({ label, value }) => ({
        file,
        ...(byLabel.has(label) ? { entry: byLabel.get(label) ?? label } : {}),
        note: shown(value),
      }));
      const said = claims.map(({ label, value }) => `${label} says ${shown(value)}`).join('; ');
      return finding(rule, {
        message: `${field} of ${shown(component)}: ${said}`,
        locations: [first ?? { file }, ...others],
        key: `${field} ${component}`,
      });
    });
    return { findings, unknowns: [] };
  },
};
