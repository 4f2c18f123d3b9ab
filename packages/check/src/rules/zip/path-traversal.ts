import { zipRule } from './zip-rule.ts';

export const pathTraversal = zipRule(
  {
    id: 'zip/path-traversal',
    title: "Names stay inside the archive's own folder",
    severity: 'critical',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 4.4.17.1',
    why: 'Unpacking writes outside the target folder.',
    attack: 'Zip slip: overwriting a file elsewhere by a name with `..` or a leading slash.',
    todo: 'Do not install this file. Rebuild the archive with relative names.',
  },
  ['path-traversal'],
);
