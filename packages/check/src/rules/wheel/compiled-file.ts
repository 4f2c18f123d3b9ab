import { count, type Rule } from '@custody/findings';
import { Buffer } from 'node:buffer';
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
  standard: 'Binary distribution format, File contents; PEP 552',
  why: 'Bytecode without source, or that is never held against it, runs although nobody could review it; the rest is dead weight.',
  attack: 'Malware in a .pyc file, where scanners that read source do not see it.',
  todo: 'Exclude __pycache__ and *.pyc from the build.',
};

/** `a/__pycache__/b.cpython-313.pyc` and `a/b.pyc` both come from `a/b.py`. */
const sourceOf = (path: string): string =>
  path
    .replace(/(?:^|\/)__pycache__\/([^/.]+)[^/]*$/, (_, stem: string) => `/${stem}.py`)
    .replace(/\.py[co]$/, '.py')
    .replace(/^\//, '');

/**
 * Whether Python takes the bytecode without a look at its source: such a file says in its flags that its hash is never
 * checked (PEP 552). One with a time stamp is stale as soon as it is installed, one with a checked hash must fit its source.
 */
const isUnchecked = (head: Uint8Array | undefined): boolean =>
  head !== undefined && head.length >= 8 && Buffer.from(head).readUInt32LE(4) === 1;

/** W14. One finding for the wheel: hundreds of files have one cause. */
export const compiledFile: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const files = siteFiles(inspection);
    const compiled = files.filter(({ rest }) => /\.py[co]$/.test(rest));
    if (compiled.length === 0) return found([]);
    const paths = new Set(files.map(({ rest }) => rest));
    const heads = new Map(inspection.entries.map(({ entry, head }) => [entry.name, head]));
    const bare = compiled.filter(({ rest }) => !paths.has(sourceOf(rest)));
    const unchecked = compiled.filter(
      ({ name, rest }) => paths.has(sourceOf(rest)) && isUnchecked(heads.get(name)),
    );
    const running = bare[0] ?? unchecked[0];
    const first = running ?? compiled[0];
    if (first === undefined) return found([]);
    return found([
      {
        rule,
        message:
          `The wheel ships ${count(compiled.length, 'compiled file')}, ${bare.length} without source and ` +
          `${unchecked.length} that Python never holds against the source, such as ${quoteName(first.name)}.`,
        locations: [{ file, entry: first.name }],
        ...(running === undefined ? { severity: 'low' } : {}),
      },
    ]);
  },
};
