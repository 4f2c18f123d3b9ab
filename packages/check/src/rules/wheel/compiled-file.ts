import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { siteFiles } from './site.ts';

const rule: Rule = {
  id: 'wheel/compiled-file',
  title: 'No compiled Python files are shipped',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard', 'custody'],
  standard: 'Binary distribution format, File contents',
  why: 'Bytecode runs instead of the source beside it, or without any, and nobody reviews it.',
  attack: 'Malware in a .pyc file, where scanners that read source do not see it.',
  todo: 'Exclude __pycache__ and *.pyc from the build.',
};

/** `a/__pycache__/b.cpython-313.pyc` and `a/b.pyc` both come from `a/b.py`. */
const sourceOf = (path: string): string =>
  path
    .replace(/(?:^|\/)__pycache__\/([^/.]+)[^/]*$/, (_, stem: string) => `/${stem}.py`)
    .replace(/\.py[co]$/, '.py')
    .replace(/^\//, '');

/** W14. One finding for the wheel: hundreds of files have one cause. */
export const compiledFile: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const files = siteFiles(inspection);
    const paths = new Set(files.map(({ rest }) => rest));
    const compiled = files.filter(({ rest }) => /\.py[co]$/.test(rest));
    const bare = compiled.filter(({ rest }) => !paths.has(sourceOf(rest)));
    const first = bare[0] ?? compiled[0];
    if (first === undefined) return found([]);
    return found([
      {
        rule,
        message: `The wheel ships ${compiled.length} compiled files, ${bare.length} of them without their source, such as ${quoteName(first.name)}.`,
        locations: [{ file, entry: first.name }],
      },
    ]);
  },
};
