import { tarRule } from './tar-rule.ts';

export const unsafeName = tarRule(
  {
    id: 'tar/unsafe-name',
    title: 'Names are plain and stay inside the archive',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'PEP 721; source distribution format',
    why: 'Unpacking writes outside the target folder, or to another name than the one that is read.',
    attack: 'Path traversal by a name with `..` or a leading slash.',
    todo: 'Rebuild the archive with plain relative names.',
  },
  ['unsafe-name'],
);
