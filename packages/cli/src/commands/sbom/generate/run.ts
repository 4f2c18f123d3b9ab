import { basename, relative } from 'node:path';
import { count, sanitize } from '@custody/findings';
import { openSource, readWhole } from '@custody/host';
import {
  checkSource,
  generateEnvironment,
  generateFromWheel,
  generateLock,
  generateSource,
  type GenerateSourceOptions,
  type Generation,
  inspectEnvironment,
  inspectSourceArchive,
  inspectSourceTree,
  renderDiff,
} from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { conflictLines } from '../conflicts.ts';
import { writeDocument } from '../document.ts';
import { documentOptions } from '../document-options.ts';
import { withWheel } from '../wheel.ts';
import { keepHeapSmall } from '../lean.ts';
import { billBytes, specVersionOf } from '../write-bill.ts';
import type { GenerateFlags } from './command.ts';
import { type SubjectKind, subjectKind } from './subject.ts';

const MAX_INPUT = 256 * 1024 * 1024;

type Generator = (context: CustodyContext, flags: GenerateFlags, path: string) => Promise<Generation>;

const ofWheel: Generator = (context, flags, path) =>
  withWheel(context, path, { quiet: flags.quiet, evidence: true }, ({ contents, fileName }) =>
    generateFromWheel(contents, { ...documentOptions(context, flags), fileName, files: flags.files }),
  );

const named = ({ name, projectVersion }: GenerateFlags) => ({
  ...(name === undefined ? {} : { name }),
  ...(projectVersion === undefined ? {} : { version: projectVersion }),
});

/** The document that is written, or compared with, cannot hold its own hash. */
const ownPaths = (flags: GenerateFlags, tree: string): readonly string[] =>
  [flags.output, flags.check]
    .filter((path) => path !== undefined)
    .map((path) => relative(tree, path).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('../'));

/** What a committed document knows by hand must not make it look stale: it is its own earlier document. */
const previousOf = ({ previous, check }: GenerateFlags) => {
  const path = previous ?? check;
  return path === undefined ? {} : { previous: readWhole(path, MAX_INPUT) };
};

const sourceOptions = (context: CustodyContext, flags: GenerateFlags): GenerateSourceOptions => ({
  ...documentOptions(context, flags),
  ...named(flags),
  ...(flags.components === undefined ? {} : { components: readWhole(flags.components, MAX_INPUT) }),
  ...(flags.platform === undefined ? {} : { platform: flags.platform }),
  ...previousOf(flags),
});

const ofSourceTree: Generator = (context, flags, path) => {
  const options = sourceOptions(context, flags);
  const progress = context.progress(flags.quiet);
  const interrupts = context.interrupts();
  let seen = 0;
  try {
    progress.begin(0, `reading ${path}`);
    const contents = inspectSourceTree(path, {
      signal: interrupts.signal,
      progress: (files) => {
        progress.advance(files - seen, count(files, 'file'));
        seen = files;
      },
    });
    return Promise.resolve(generateSource(contents, { ...options, exclude: ownPaths(flags, path) }));
  } finally {
    progress.end();
    interrupts.dispose();
  }
};

const ofSdist: Generator = async (context, flags, path) => {
  const options = sourceOptions(context, flags);
  const source = openSource(path);
  const interrupts = context.interrupts();
  try {
    const contents = await inspectSourceArchive(source, basename(path), { signal: interrupts.signal });
    source.assertUnchanged();
    return generateSource(contents, options);
  } finally {
    interrupts.dispose();
    source.close();
  }
};

const ofLock: Generator = (context, flags, path) =>
  Promise.resolve(
    generateLock(readWhole(path, MAX_INPUT), basename(path), {
      ...documentOptions(context, flags),
      ...named(flags),
    }),
  );

const ofEnvironment: Generator = async (context, flags, path) => {
  const interrupts = context.interrupts();
  try {
    const contents = await inspectEnvironment(path, { signal: interrupts.signal });
    return generateEnvironment(contents, { ...documentOptions(context, flags), ...named(flags) });
  } finally {
    interrupts.dispose();
  }
};

const GENERATORS: Readonly<Record<SubjectKind, Generator>> = {
  wheel: ofWheel,
  sdist: ofSdist,
  'source-tree': ofSourceTree,
  environment: ofEnvironment,
  lock: ofLock,
};

const tell = (
  context: CustodyContext,
  { notes, conflicts }: Extract<Generation, { kind: 'generated' }>,
): void => {
  for (const note of notes) context.err.write(`note: ${sanitize(note)}\n`);
  if (conflicts.length > 0) context.err.write(conflictLines(conflicts));
};

/** Says whether a committed document still describes the artifact; exit 1 where it does not. */
const compare = async (
  context: CustodyContext,
  bill: Parameters<typeof checkSource>[1],
  path: string,
  quiet: boolean,
): Promise<void> => {
  const checked = await checkSource(readWhole(path, MAX_INPUT), bill);
  if (checked.kind === 'unreadable') throw new CommandError(`${path}: ${checked.reason}`);
  const stale = checked.kind === 'stale';
  if (!quiet) {
    context.out.write(`${stale ? '✗' : '✓'} ${sanitize(path)} is ${checked.kind}\n`);
    if (stale) context.out.write(renderDiff(checked.diff));
  }
  context.finish(stale ? EXIT.findings : EXIT.ok);
};

/** `custody sbom generate PATH`. */
export const runGenerate = async (
  context: CustodyContext,
  flags: GenerateFlags,
  [path]: readonly [string],
): Promise<void> => {
  keepHeapSmall();
  const target = specVersionOf(flags.specVersion);
  const generation = await GENERATORS[subjectKind(path)](context, flags, path);
  if (generation.kind === 'refused') throw new CommandError(`${path}: ${generation.reason}`, EXIT.findings);
  if (!flags.quiet) tell(context, generation);
  if (flags.check !== undefined) await compare(context, generation.bill, flags.check, flags.quiet);
  else await writeDocument(await billBytes(generation.bill, target), flags.output, context);
};
