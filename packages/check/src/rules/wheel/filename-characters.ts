import { filenameRule } from './filename-rule.ts';

export const filenameCharacters = filenameRule(
  {
    id: 'wheel/filename-characters',
    title: 'Every tool reads the same tags from the file name',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'Binary distribution format, File name convention',
    why: 'Tags or a build number that the standards do not know are read by one tool and refused by another.',
    todo: 'Let the build backend name the file.',
  },
  ['build-characters', 'tag-parts', 'tag-empty', 'tag-characters', 'tag-count'],
  { irregular: false },
);
