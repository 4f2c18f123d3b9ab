import { metadataRule } from './metadata-rule.ts';

export const importNameTree = metadataRule(
  {
    id: 'metadata/import-name-tree',
    title: 'Import names have their parents listed, and are names or namespaces, not both',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Import-Name; PEP 794',
    why: 'Tools cannot tell which project an import belongs to.',
    todo: 'List the parents too, each once, as Import-Name or as Import-Namespace.',
  },
  ['import-name-ambiguous', 'import-name-parent'],
);
