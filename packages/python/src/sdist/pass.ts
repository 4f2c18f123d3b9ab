import { type ByteSource, readTarGz, readZip, type ZipProblem } from '@custody/archive';
import { createBudget } from '../content/budget.ts';
import { createTaker, type Scan } from '../content/taker.ts';
import { createCourse } from '../content/turn.ts';
import { readContents } from '../content/zip.ts';
import type { InspectSdistOptions, SdistArchive, SdistFile } from './types.ts';

export type SdistPass = {
  readonly archive: SdistArchive;
  readonly files: readonly SdistFile[];
  readonly contentProblems: readonly ZipProblem[];
  readonly notKept: readonly string[];
};

const GiB = 1024 ** 3;
const NONE: ReadonlySet<string> = new Set();
/** What is read besides hashing, directly in the top directory: which that is, is not known before the end. */
const WANTED = /^[^/]+\/(?:PKG-INFO|pyproject\.toml)$/;

type Wishes = {
  readonly keep: (name: string, size: number) => boolean;
  readonly scan: (name: string) => Scan | undefined;
  readonly notKept: readonly string[];
};

const wishesOf = (options: InspectSdistOptions): Wishes => {
  const budget = createBudget();
  const notKept: string[] = [];
  const { scan } = options;
  return {
    keep: (name, size) => {
      if (!WANTED.test(name) && options.keep?.(name) !== true) return false;
      if (budget.admit(size)) return true;
      notKept.push(name);
      return false;
    },
    scan: (name) => (scan === undefined ? undefined : (head) => scan(name, head)),
    notKept,
  };
};

/** Reads a tar's contents once, as they come. */
export const passOverTar = async (source: ByteSource, options: InspectSdistOptions): Promise<SdistPass> => {
  const wishes = wishesOf(options);
  const course = createCourse(options);
  const finishers: (() => SdistFile)[] = [];
  const reading = await readTarGz(
    source,
    (entry) => {
      if (entry.kind !== 'file') return undefined;
      const { name, size } = entry;
      const taker = createTaker({
        size,
        algorithms: NONE,
        keep: wishes.keep(name, size),
        scan: wishes.scan(name),
      });
      let done: SdistFile | undefined;
      const finish = (): SdistFile => {
        if (done !== undefined) return done;
        const { sha256, size: read, head, content } = taker.finish();
        const complete = read === size;
        done = {
          name,
          entry,
          sha256,
          size: read,
          complete,
          head,
          ...(complete && content !== undefined ? { content } : {}),
        };
        return done;
      };
      finishers.push(finish);
      let read = 0;
      return (chunk) => {
        course.read(chunk.length);
        taker.take(chunk);
        read += chunk.length;
        // A finished content's hash state is freed at once: an sdist may have very many files.
        if (read === size) finish();
      };
    },
    options.limits,
  );
  return {
    archive: { kind: 'tar', reading },
    files: finishers.map((finish) => finish()),
    contentProblems: [],
    notKept: wishes.notKept,
  };
};

/** Reads a zip's contents once, in the order of its directory. */
export const passOverZip = async (source: ByteSource, options: InspectSdistOptions): Promise<SdistPass> => {
  const wishes = wishesOf(options);
  const reading = readZip(source, options.limits);
  const contents = readContents(source, createCourse(options), options.limits?.maxEntrySize ?? 16 * GiB);
  const files: SdistFile[] = [];
  const contentProblems: ZipProblem[] = [];
  for (const entry of reading.entries) {
    if (entry.kind !== 'file') continue;
    const { name } = entry;
    const read = await contents.read(entry, {
      algorithms: NONE,
      keep: wishes.keep(name, entry.size),
      scan: wishes.scan(name),
    });
    const { sha256, size, head, problems, content } = read;
    contentProblems.push(...problems);
    const complete = problems.length === 0;
    files.push({
      name,
      entry,
      sha256,
      size,
      complete,
      head,
      ...(complete && content !== undefined ? { content } : {}),
    });
  }
  return { archive: { kind: 'zip', reading }, files, contentProblems, notKept: wishes.notKept };
};
