import { metadataRule } from './metadata-rule.ts';

export const extraDeclared = metadataRule(
  {
    id: 'metadata/extra-declared',
    title: 'Every extra that a requirement asks for is declared',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    why: 'Nobody can ask for an extra that is not declared, so that its dependencies are never installed.',
    todo: 'Add a Provides-Extra for it, or correct its name.',
  },
  ['undeclared-extra'],
);
