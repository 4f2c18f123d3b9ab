import { recordRule } from './record-rule.ts';

export const syntax = recordRule(
  {
    id: 'record/syntax',
    title: 'Each row of RECORD is path, hash and size',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'A row that cannot be read protects nothing, and some installers and indexes stop at it.',
    todo: 'Build RECORD again with a tool that writes CSV rows of three columns.',
  },
  ['line-terminator', 'blank-line', 'column-count', 'empty-path', 'bad-size'],
);
