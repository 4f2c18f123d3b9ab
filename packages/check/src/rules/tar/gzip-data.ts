import { tarRule } from './tar-rule.ts';

export const gzipData = tarRule(
  {
    id: 'tar/gzip-data',
    title: 'The compressed data is sound',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard'],
    standard: 'RFC 1952, 2.3.1; RFC 1951',
    why: 'What lies behind the damage is lost; some readers stop, others go on with what they have.',
    todo: 'Copy or download the file again; if it stays so, rebuild it.',
  },
  ['gzip-data', 'gzip-crc', 'gzip-size'],
);
