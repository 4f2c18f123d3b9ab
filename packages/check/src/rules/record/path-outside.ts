import { recordRule } from './record-rule.ts';

export const pathOutside = recordRule(
  {
    id: 'record/path-outside',
    title: 'RECORD names files inside the wheel only',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'In a wheel a row that leads outside names a file that the wheel does not bring; uninstallers remove what RECORD names.',
    todo: 'Build RECORD again from the files of the wheel.',
  },
  ['absolute-path', 'parent-path'],
);
