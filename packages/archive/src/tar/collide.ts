import { collisions } from '../names/index.ts';
import type { Report } from './report.ts';
import type { TarEntry } from './types.ts';

/** Names that stand twice or cannot stand beside each other; a symbolic link is no directory to put files into. */
export const judgeCollisions = (entries: readonly TarEntry[], report: Report): void => {
  const names = entries.map(({ name, kind }) => (kind === 'directory' ? `${name}/` : name));
  for (const { kind, index, message } of collisions(names)) {
    const entry = entries[index];
    if (entry === undefined) continue;
    report(
      kind === 'duplicate' ? 'duplicate-name' : 'name-collision',
      message,
      entry.headerOffset,
      entry.name,
    );
  }
};
