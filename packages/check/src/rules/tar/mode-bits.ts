import { tarRule } from './tar-rule.ts';

export const modeBits = tarRule(
  {
    id: 'tar/mode-bits',
    title: 'No member asks for setuid, setgid or sticky',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'PEP 721: tools must clear these bits',
    why: "An extractor that keeps modes creates a program that runs with another user's rights.",
    todo: 'Clear the special mode bits before packing.',
  },
  ['mode-bits'],
);
