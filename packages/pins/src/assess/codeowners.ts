import type { RepositoryView } from '../repository/view.ts';
import type { Evidence } from './types.ts';

/** Who must be asked about which paths. */
export type CodeOwner = {
  readonly owner: string;
  readonly patterns: readonly string[];
  readonly at: Evidence;
};

const FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const MOST_LINES = 5_000;

/** CODEOWNERS where GitHub looks for it: the first of its three places counts. */
export const codeOwnersOf = ({ repository }: RepositoryView): readonly CodeOwner[] => {
  const path = FILES.find((one) => repository.has(one));
  const reading = path === undefined ? undefined : repository.read(path);
  if (reading?.kind !== 'file') return [];
  const found = new Map<string, { patterns: string[]; at: Evidence }>();
  for (const [index, line] of reading.file.text.split('\n').slice(0, MOST_LINES).entries()) {
    const [pattern = '', ...owners] = line
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    for (const owner of owners.slice(0, 50)) {
      if (!/^@|@.+\./.test(owner)) continue;
      const one = found.get(owner) ?? {
        patterns: [],
        at: { path: reading.file.path, line: index + 1, text: 'code owner' },
      };
      one.patterns.push(pattern);
      found.set(owner, one);
    }
  }
  return [...found].map(([owner, { patterns, at }]) => ({ owner, patterns, at }));
};
