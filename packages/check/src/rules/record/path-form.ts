import { recordRule } from './record-rule.ts';

export const pathForm = recordRule(
  {
    id: 'record/path-form',
    title: 'RECORD writes paths as the archive does',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'A path that is written in another way is another name to tools that compare text: they find the file unlisted.',
    todo: 'Write paths with forward slashes and without empty or `.` segments.',
  },
  ['backslash-path', 'unnormalised-path'],
);
