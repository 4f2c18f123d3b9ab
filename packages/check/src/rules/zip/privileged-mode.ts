import { zipRule } from './zip-rule.ts';

export const privilegedMode = zipRule(
  {
    id: 'zip/privileged-mode',
    title: 'No entry asks for setuid, setgid or sticky',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: "An extractor that keeps modes creates a program that runs with another user's rights.",
    todo: 'Clear the special mode bits before packing.',
  },
  ['privileged-mode'],
);
