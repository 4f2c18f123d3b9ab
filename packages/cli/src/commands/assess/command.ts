import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../context.ts';
import { bound } from '../bound.ts';
import { outputFlag } from '../flags.ts';
import { wholeNumber } from '../parsers.ts';

export type AssessFlags = {
  readonly format: 'text' | 'json' | 'markdown';
  readonly output?: string;
  readonly badge?: string;
  readonly dist?: string;
  readonly ruleset?: string;
  readonly owners?: string;
  readonly inactive: number;
  readonly failUnder?: number;
  readonly db?: string;
  readonly history: boolean;
};

/** A total of Scorecard; anything else is a usage error. */
const total = (text: string): number => {
  if (!/^(?:10(?:\.0)?|\d(?:\.\d)?)$/.test(text))
    throw new SyntaxError(`expected a number from 0 to 10 with one decimal, got ${JSON.stringify(text)}`);
  return Number(text);
};

const file = (brief: string, placeholder = 'FILE') =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

export const assessCommand = buildCommand<AssessFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runAssess),
  parameters: {
    flags: {
      format: {
        kind: 'enum',
        values: ['text', 'json', 'markdown'],
        default: 'text',
        brief: 'How the assessment is written',
      },
      output: outputFlag('assessment'),
      badge: file('Also write a badge (SVG) to this file'),
      dist: file('Files of a release: for Signed-Releases and SBOM', 'DIR'),
      ruleset: file('Rulesets as GitHub exports them: for SLSA source and SPEC 8'),
      owners: file('JSON of the project from the index (/pypi/NAME/json): who may publish'),
      inactive: {
        kind: 'parsed',
        parse: wholeNumber,
        default: '12',
        brief: 'Months without a commit after which somebody with access counts as inactive',
        placeholder: 'MONTHS',
      },
      failUnder: {
        kind: 'parsed',
        parse: total,
        optional: true,
        brief: 'Exit 1 where Scorecard’s total is under this, 3 where it may be',
        placeholder: 'SCORE',
      },
      db: file(
        'Directory of the advisory store (default: CUSTODY_DB, else custody/db in your data directory)',
        'DIR',
      ),
      history: { kind: 'boolean', default: true, brief: 'Ask git for the history of the checkout' },
    },
    positional: {
      kind: 'array',
      maximum: 1,
      parameter: {
        parse: String,
        brief: 'Root of a checked out repository (default: where you stand)',
        placeholder: 'path',
      },
    },
    aliases: { f: 'format', o: 'output' },
  },
  docs: {
    brief: 'How well a project guards its source and its releases',
    fullDescription: [
      'Judges a checkout by the checks of OpenSSF Scorecard that it shows, by the same names and formulas, with the place of every point lost; by SPEC 8; by SLSA’s source track where a ruleset is given; and tells who has access. What a checkout does not show stays unknown, and the total is an interval. Nothing in the repository is executed.',
      '',
      'Exit codes: 0 assessed (or at --fail-under), 1 under it, 2 usage, 3 undecided, 4 a source is unusable.',
    ].join('\n'),
  },
});
