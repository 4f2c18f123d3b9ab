import { metadataRule } from './metadata-rule.ts';

export const controlCharacters = metadataRule(
  {
    id: 'metadata/control-characters',
    title: 'Fields hold no control characters and lines end as text lines do',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: 'Readers differ on where such a line ends, so that one sees a field that another does not; terminals obey what they print.',
    todo: 'Remove the characters; end lines with a line feed.',
  },
  ['control-character', 'bare-carriage-return'],
);
