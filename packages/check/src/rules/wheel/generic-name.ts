import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { topLevelNames } from './site.ts';

const rule: Rule = {
  id: 'wheel/generic-name',
  title: 'The wheel installs no top-level name that many projects use',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Two projects that install the same name overwrite each other; imports then find whichever came last.',
  todo: 'Move the files into the package, or leave them out of the wheel.',
};

const GENERIC: ReadonlySet<string> = new Set(
  (
    'benchmark benchmarks bin build ci conf config data demo demos dist doc docs example examples include lib libs ' +
    'node_modules notebooks sample samples scripts src static templates test testing tests tools util utils'
  ).split(' '),
);

/** W14, collisions with other projects. Each name is told once, at the first file that it stands for. */
export const genericName: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const { filename } = inspection;
    const own = filename.kind === 'ok' ? filename.name.replaceAll('-', '_') : undefined;
    const generic = topLevelNames(inspection).filter(({ name }) => name !== own && GENERIC.has(name));
    return found(
      boundedFindings(rule, generic, ({ name, entry }) => ({
        message: `${quoteName(name)} is a top-level name that many projects use.`,
        locations: [{ file, entry }],
        key: name,
      })),
    );
  },
};
