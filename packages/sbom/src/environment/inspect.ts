import { basename } from 'node:path';
import type { FilePort } from '@custody/host';
import { readDistribution } from './distribution.ts';
import { openPlace } from './place.ts';
import type { EnvironmentContents, InstalledDistribution } from './types.ts';

export type InspectEnvironmentOptions = {
  /** True: every file that a RECORD lists is looked at for being a binary, not only those with usual names. */
  readonly all?: boolean;
  readonly maxNatives?: number;
  readonly files?: FilePort;
  /** Told how many distributions have been read so far. */
  readonly progress?: (distributions: number) => void;
  readonly signal?: AbortSignal;
};

const MOST_SHOWN = 10;

/** What older tools leave: installed, but in a form that tells less. */
const OLDER = /\.(?:egg-info|egg|egg-link)$/;

const unclaimed = (
  names: readonly string[],
  distributions: readonly InstalledDistribution[],
): readonly string[] => {
  const claimed = new Set(
    distributions.flatMap(({ files = [], distInfo }) => [
      distInfo,
      ...files.map((path) => path.split('/', 1)[0] ?? ''),
    ]),
  );
  return names.filter(
    (name) =>
      !claimed.has(name) && name !== '__pycache__' && !name.endsWith('.dist-info') && !OLDER.test(name),
  );
};

/**
 * Reads an installed environment: each `.dist-info` of a `site-packages` directory with its metadata, RECORD, binaries and embedded
 * SBOMs. Nothing is imported or executed, no link is followed, nothing outside the directory is opened. What cannot be read, is in an
 * older form, or belongs to no distribution is in the notes. Throws only where `directory` itself cannot be read, or the signal's reason.
 */
export const inspectEnvironment = async (
  directory: string,
  options: InspectEnvironmentOptions = {},
): Promise<EnvironmentContents> => {
  const place = openPlace(directory, options.files);
  const names = place.names('');
  const notes: string[] = [];
  const distributions: InstalledDistribution[] = [];
  const budget = { natives: options.maxNatives ?? 50_000 };
  const { signal, all = false } = options;
  let incomplete = false;
  for (const name of names.filter((item) => item.endsWith('.dist-info'))) {
    signal?.throwIfAborted();
    const read = await readDistribution(
      place,
      name,
      signal === undefined ? { all, budget } : { all, budget, signal },
      notes,
    );
    if (read === undefined) incomplete = true;
    else distributions.push(read);
    options.progress?.(distributions.length);
  }
  for (const name of names.filter((item) => OLDER.test(item))) {
    incomplete = true;
    notes.push(`${name} is installed in a form that is not read: reinstall it with a current installer`);
  }
  const loose = unclaimed(names, distributions);
  if (loose.length > 0) {
    incomplete = true;
    const more = loose.length > MOST_SHOWN ? ` and ${loose.length - MOST_SHOWN} more` : '';
    notes.push(`no distribution accounts for ${loose.slice(0, MOST_SHOWN).join(', ')}${more}`);
  }
  return { label: basename(directory), distributions, notes, incomplete };
};
