import { entryNameProblems, type NameCode } from '@custody/archive';
import type { Finding } from '@custody/findings';
import { tarRule } from './tar-rule.ts';
import type { JudgedRule } from '../rule.ts';
import type { TarView } from '../../views/tar.ts';

const unsafe = tarRule(
  {
    id: 'tar/unsafe-name',
    title: 'Names are plain and stay inside the archive',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'Source distribution format, Source distribution archive features (PEP 721)',
    why: 'Unpacking writes outside the target folder, or to another name than the one that is read.',
    attack: 'Path traversal by a name with `..` or a leading slash.',
    todo: 'Rebuild the archive with plain relative names.',
  },
  ['unsafe-name'],
);

/** With these a file comes to lie outside; the others make a name that differs from system to system. */
const LEADS_OUTSIDE: ReadonlySet<NameCode> = new Set([
  'absolute',
  'drive',
  'traversal',
  'backslash',
  'empty',
]);

const graded = (finding: Finding): Finding => {
  const name = finding.locations[0].entry;
  const outside = name === undefined || entryNameProblems(name).some(({ code }) => LEADS_OUTSIDE.has(code));
  return outside ? finding : { ...finding, severity: 'medium' };
};

export const unsafeName: JudgedRule<TarView> = {
  rule: unsafe.rule,
  judge: (view) => {
    const { findings, unknowns } = unsafe.judge(view);
    return { findings: findings.map(graded), unknowns };
  },
};
