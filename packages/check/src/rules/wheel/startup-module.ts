import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { siteFiles } from './site.ts';

const rule: Rule = {
  id: 'wheel/startup-module',
  title: 'The wheel brings no sitecustomize or usercustomize',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  standard: 'site module',
  why: 'Python imports these modules whenever it starts, in every program, whether or not the project is imported.',
  attack: 'Code that runs unseen at each start of Python.',
  todo: 'Start the code from an entry point or an import instead.',
};

const STARTUP: ReadonlySet<string> = new Set(['sitecustomize', 'usercustomize']);

/** W14, on the modules that `site` imports. */
export const startupModule: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const modules = siteFiles(inspection).filter(
      ({ rest }) =>
        STARTUP.has(rest.split(/[./]/, 1)[0] ?? '') &&
        /^\w+(?:\/__init__)?\.[^/]*(?:py|pyc|so|pyd)$/.test(rest),
    );
    return found(
      boundedFindings(rule, modules, ({ name }) => ({
        message: `${quoteName(name)} runs whenever Python starts.`,
        locations: [{ file, entry: name }],
      })),
    );
  },
};
