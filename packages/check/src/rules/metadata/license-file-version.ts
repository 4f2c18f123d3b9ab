import { metadataRule } from './metadata-rule.ts';

export const licenseFileVersion = metadataRule(
  {
    id: 'metadata/license-file-version',
    title: 'License-File stands in metadata of version 2.4 or later',
    severity: 'info',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, License-File',
    why: 'Before 2.4 the field had no agreed meaning: tools need not find the files by it.',
    todo: 'Build it with a backend that writes metadata 2.4.',
  },
  ['license-file-early'],
);
