import { join } from 'node:path';
import { count, sanitize, unifiedDiff } from '@custody/findings';
import {
  type Outside,
  type Repository,
  repositoryView,
  type Resolutions,
  surfacesOf,
  writeDocument,
} from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import { CommandError } from '../../exit.ts';
import type { PinFlags } from './command.ts';
import { writeSame } from './fix.ts';

export const DOCUMENT = 'SUPPLY_CHAIN.md';

/** The document's path below the root of the repository; anything else is a usage error. */
export const documentPath = ({ document = DOCUMENT }: PinFlags): string => {
  if (
    /^(?:\/|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\\|\0/.test(document) ||
    document === '' ||
    document.endsWith('/')
  )
    throw new CommandError(
      `--document names a file below the root of the repository; found ${JSON.stringify(document)}`,
    );
  return document.replace(/^(?:\.\/)+/, '');
};

/** Drafts the document, or brings its block up to date; what people wrote outside of the marks stays. */
export const writePolicy = async (
  context: CustodyContext,
  flags: PinFlags,
  root: string,
  repository: Repository,
  known: { readonly resolutions: Resolutions; readonly outside: Outside },
): Promise<void> => {
  const path = documentPath(flags);
  const view = repositoryView(repository, known.resolutions, known.outside);
  const surfaces = surfacesOf(view);
  const reading = repository.read(path);
  if (reading?.kind === 'unreadable') throw new CommandError(`${path}: ${reading.reason}`);
  const written = writeDocument(reading?.file, surfaces);
  if (written.kind === 'refused') throw new CommandError(`${path} was left as it is: ${written.reason}`);
  const before = reading?.file.bytes;
  const after = Buffer.from(written.text);
  if (flags.dryRun) {
    const splices = [{ start: 0, end: before?.length ?? 0, bytes: after }];
    context.out.write(unifiedDiff(path, before, splices));
    return;
  }
  const entries = surfaces.reduce((sum, one) => sum + one.entries.length, 0);
  const same = before !== undefined && Buffer.compare(before, after) === 0;
  if (!same) await writeSame(join(root, path), before, after);
  context.err.write(
    `custody: ${sanitize(path)} ${same ? 'is up to date' : 'was written'}: ${count(surfaces.length, 'surface')}, ${count(entries, 'entry', 'entries')}\n`,
  );
};
