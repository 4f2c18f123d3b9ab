import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { dataFiles } from './site.ts';

const rule: Rule = {
  id: 'wheel/data-scheme',
  title: 'The .data directory holds only what can be installed',
  severity: 'high',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, File contents',
  why: 'Installers know five places; a file for another one stops the installation.',
  todo: 'Put the files under purelib, platlib, headers, scripts or data.',
};

const SCHEMES: ReadonlySet<string> = new Set(['purelib', 'platlib', 'headers', 'scripts', 'data']);

/** W06. Each unknown place is told once, however many files are in it. */
export const dataScheme: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const unknown = new Map<string, string>();
    for (const { name, scheme } of dataFiles(inspection))
      if (!SCHEMES.has(scheme ?? '')) unknown.set(scheme ?? name, name);
    return found(
      boundedFindings(rule, [...unknown], ([scheme, name]) => ({
        message:
          scheme === name
            ? `${quoteName(name)} is in no directory that says where it shall be installed.`
            : `${quoteName(name)} shall be installed to ${quoteName(scheme)}, which no installer knows.`,
        locations: [{ file, entry: name }],
        key: scheme,
      })),
    );
  },
};
