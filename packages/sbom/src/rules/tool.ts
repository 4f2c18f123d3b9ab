import type { SbomRule } from './types.ts';

export const tool: SbomRule = {
  rule: {
    id: 'sbom/tool',
    title: 'The document says which tool made it',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 770, SBOM data interoperability; CISA 2025 minimum elements, SBOM tool name',
    why: 'what a document leaves out depends on the tool: without its name nobody knows what silence means',
    todo: 'Name the tool and its version in metadata.tools (CycloneDX) or creationInfo.creators (SPDX).',
  },
  judge: function* ({ bill, document }) {
    if ((bill.metadata.tools ?? []).length === 0)
      yield {
        pointer: document.detection.kind === 'spdx' ? '/creationInfo/creators' : '/metadata/tools',
        message: 'the document names no tool that made it',
      };
  },
};
