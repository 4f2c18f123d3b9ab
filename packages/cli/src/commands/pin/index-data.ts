import { count } from '@custody/findings';
import { ensureDirectory, lookAt } from '@custody/host';
import { checkoutRepository, type IndexData, indexDataOf } from '@custody/pins';
import { CommandError, EXIT } from '../../exit.ts';

/** More than the largest page of a project has. */
const MAX_FILE = 64 * 1024 * 1024;

/** What indexes answered when someone asked them, from `--index-data`; undefined where nothing is given. `online`: what is answered now comes into it, and it may be empty yet. */
export const givenIndexData = (path: string | undefined, online = false): IndexData | undefined => {
  if (path === undefined) return undefined;
  if (online) ensureDirectory(path);
  if (lookAt(path).kind !== 'directory')
    throw new CommandError(
      `${JSON.stringify(path)} is no folder: --index-data names one with the answers of indexes, as <host>/<path>/<name>.json`,
    );
  const data = indexDataOf(checkoutRepository(path, { maxFileBytes: MAX_FILE }));
  const [problem] = data.problems;
  if (problem !== undefined)
    throw new CommandError(`${path}/${problem.path}: ${problem.reason}`, EXIT.source);
  if (data.indexes.length === 0 && !online)
    throw new CommandError(
      `${JSON.stringify(path)} holds no answer of an index: they are looked for as <host>/<path>/<name>.json, such as pypi.org/simple/requests.json`,
      EXIT.source,
    );
  return data;
};

/** What is said of them in a report. */
export const indexFacts = (data: IndexData | undefined): readonly { name: string; value: string }[] =>
  data === undefined
    ? []
    : [
        {
          name: 'answers of indexes',
          value: `${count(data.indexes.length, 'index', 'indexes')}: ${data.indexes.slice(0, 5).join(', ')}`,
        },
      ];
