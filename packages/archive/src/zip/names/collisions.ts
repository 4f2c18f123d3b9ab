import { collisions, quoteName } from '../../names/index.ts';
import type { Problems } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';
import { judgeDuplicates } from './duplicates.ts';

type Named = Pick<DirectoryRecord, 'name' | 'rawName' | 'kind' | 'index' | 'recordOffset'>;

/** The name with a slash at its end where, and only where, an extractor makes a directory of the entry, whatever its name says. */
const asTyped = ({ name, kind }: Named): string => {
  if (name.endsWith('/') === (kind === 'directory')) return name;
  // Behind a slash, a "." leaves the path what it is.
  return kind === 'directory' ? `${name}/` : `${name}.`;
};

/** Z08: no name twice, none that differs only by case or composition, no file where another name needs a directory. */
export const judgeCollisions = (records: readonly Named[], problems: Problems): void => {
  const single = judgeDuplicates(records, problems);
  const blocking = new Set<Named>();
  for (const { index, other, below } of collisions(single.map(asTyped))) {
    const record = single[index];
    const twin = single[other];
    if (record === undefined || twin === undefined) continue;
    if (!below)
      problems.add(
        'name-collision',
        `The name is ${quoteName(twin.name)} on a system that ignores case, composition or empty segments.`,
        record.recordOffset,
        record.name,
      );
    else if (!blocking.has(twin)) {
      // One file can be in the way of thousands of entries: it is the one to be told of, once.
      blocking.add(twin);
      problems.add(
        'name-collision',
        `The entry is no directory, but ${quoteName(record.name)} lies below it.`,
        twin.recordOffset,
        twin.name,
      );
    }
  }
};
