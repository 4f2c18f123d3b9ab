import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { siteFiles } from './site.ts';
import { judgePth, type PthReading } from './pth.ts';

const rule: Rule = {
  id: 'wheel/startup-file',
  title: 'Installing the wheel does not change how Python starts',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 829; site module, path configuration files',
  why: 'Code in a .pth or .start file runs whenever Python starts, in every program, whether or not the project is imported.',
  attack:
    'The .pth file of LiteLLM 1.82.8, listed in RECORD with its right hash: it stole credentials at each start of Python.',
  todo: 'Read the file. Start the code from an entry point or an import instead; if it has to be, accept the finding by policy, with the reason.',
};

const sayOf = (name: string, seen: PthReading): string => {
  if (seen.kind === 'runs')
    return `${quoteName(name)} holds code that runs whenever Python starts: ${quoteName(seen.code)}.`;
  if (seen.kind === 'unread')
    return `${quoteName(name)} may hold code that runs whenever Python starts; it was not read whole.`;
  return `${quoteName(name)} adds directories to where Python looks for modules.`;
};

/** W14. A .pth file that only adds directories runs nothing by itself, yet decides what is imported: that is worth a line. */
export const startupFile: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const byName = new Map(inspection.entries.map((inspected) => [inspected.entry.name, inspected]));
    const files = siteFiles(inspection).filter(({ rest }) => /^[^/]+\.(?:pth|start)$/.test(rest));
    return found(
      boundedFindings(rule, files, ({ name, rest }) => {
        if (rest.endsWith('.start'))
          return {
            message: `${quoteName(name)} names functions that run whenever Python starts.`,
            locations: [{ file, entry: name }],
          };
        const seen = judgePth(byName.get(name));
        return {
          message: sayOf(name, seen),
          locations: [{ file, entry: name, ...(seen.kind === 'runs' ? { position: seen.line } : {}) }],
          ...(seen.kind === 'paths' ? { severity: 'low' } : {}),
        };
      }),
    );
  },
};
