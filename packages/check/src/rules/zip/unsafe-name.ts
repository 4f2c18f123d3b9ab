import { zipRule } from './zip-rule.ts';

export const unsafeName = zipRule(
  {
    id: 'zip/unsafe-name',
    title: 'Names are plain on every system',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 4.4.17.1',
    why: 'Backslashes, colons, device names and trailing dots mean something else on Windows; bidirectional controls make a name read as another.',
    attack: 'A name that displays as one file and is another.',
    todo: 'Rename the file.',
  },
  ['unsafe-name'],
);
