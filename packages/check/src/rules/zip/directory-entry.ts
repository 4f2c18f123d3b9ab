import { zipRule } from './zip-rule.ts';

export const directoryEntry = zipRule(
  {
    id: 'zip/directory-entry',
    title: 'Directories look like directories',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 4.3.8',
    why: 'Name, attributes and content disagree on whether this is a directory: some readers make a file, others a folder.',
    todo: 'Rebuild the archive without directory entries; installers make the folders they need.',
  },
  ['directory-entry'],
);
