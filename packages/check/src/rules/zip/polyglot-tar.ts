import { zipRule } from './zip-rule.ts';

export const polyglotTar = zipRule(
  {
    id: 'zip/polyglot-tar',
    title: 'The file is not a tar archive too',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'PyPI archive rules',
    why: 'Tools that detect the type by content can take it for the other one.',
    attack: 'One upload that is a wheel to the index and a tarball to a scanner.',
    todo: 'Rebuild the archive.',
  },
  ['polyglot-tar'],
);
