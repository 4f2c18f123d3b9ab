import { zipRule } from './zip-rule.ts';

export const compressionRatio = zipRule(
  {
    id: 'zip/compression-ratio',
    title: 'The content is not absurdly larger than the archive',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'PyPI archive rules: more than 64 MiB and more than 50 to 1',
    why: 'Unpacking it can exhaust memory or disk.',
    attack: 'A decompression bomb.',
    todo: 'If the content is real, store it less compressed or leave it out; otherwise do not install this file.',
  },
  ['compression-ratio'],
);
