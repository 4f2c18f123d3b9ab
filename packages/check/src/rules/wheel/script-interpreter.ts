import { Buffer } from 'node:buffer';
import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { dataFiles } from './site.ts';

const rule: Rule = {
  id: 'wheel/script-interpreter',
  title: 'Python scripts leave their interpreter to the installer',
  severity: 'low',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, File contents',
  why: 'Only a first line that begins with #!python is rewritten; any other runs with whatever Python it names.',
  todo: 'Begin the script with #!python, or declare an entry point.',
};

const firstLine = (head: Uint8Array): string =>
  (Buffer.from(head).toString('latin1').split('\n', 1)[0] ?? '').trimEnd();

/** The standard wants exactly `#!python`; a script in another language keeps its own line. */
export const scriptInterpreter: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const heads = new Map(inspection.entries.map(({ entry, head }) => [entry.name, firstLine(head)]));
    const fixed = dataFiles(inspection).flatMap(({ name, scheme }) => {
      const line = scheme === 'scripts' ? (heads.get(name) ?? '') : '';
      return line.startsWith('#!') && !line.startsWith('#!python') && line.includes('python')
        ? [{ name, line }]
        : [];
    });
    return found(
      boundedFindings(rule, fixed, ({ name, line }) => ({
        message: `${quoteName(name)} begins with ${quoteName(line)}, not with "#!python".`,
        locations: [{ file, entry: name, position: { kind: 'text', line: 1, column: 1 } }],
      })),
    );
  },
};
