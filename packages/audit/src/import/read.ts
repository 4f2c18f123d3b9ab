import { basename } from 'node:path';
import { HostError, lookAt, shown, walk } from '@custody/host';
import { LIMITS } from '../osv/limits.ts';
import { type OsvReading, parseOsv } from '../osv/read.ts';
import { StoreError } from '../store/error.ts';
import { readArchive } from './archive.ts';
import type { Collector, Intake } from './collect.ts';
import { linesOf, readPlain } from './text.ts';

export type ReadOptions = {
  readonly signal?: AbortSignal;
  /** Called for each record. */
  readonly onRecord?: () => void;
};

/** Files of the PyPA database are named by their id; what else is YAML in a checkout is no advisory. */
const RECORD_YAML = /^[A-Z]+-[\w-]+\.ya?ml$/;

const unreadable = (path: string, message: string): OsvReading => ({
  problems: [
    { code: 'not-json', effect: 'record-dropped', message: `${shown(path)}: ${message}`, where: '' },
  ],
});

const readLines = (path: string, intake: Intake, tick: () => void): void => {
  for (const [number, line] of linesOf(readPlain(path))) {
    if (line.trim() === '') continue;
    intake.take(parseOsv(line), `${path}:${number}`);
    tick();
  }
};

const readTree = async (directory: string, intake: Intake, tick: () => void): Promise<void> => {
  const { parseOsvYaml } = await import('../osv/yaml.ts');
  for (const entry of walk(directory, { skip: (_relative, name) => name.startsWith('.') })) {
    if (entry.kind === 'unreadable' || entry.kind === 'limit')
      throw new StoreError('unusable-source', `${shown(entry.path)}: ${entry.reason}; nothing was imported`, {
        path: entry.path,
      });
    const name = basename(entry.relative);
    const yaml = RECORD_YAML.test(name);
    if (entry.kind !== 'file' || !(yaml || name.endsWith('.json'))) {
      intake.pass();
      continue;
    }
    if (entry.size > LIMITS.record)
      intake.take(unreadable(entry.path, `${entry.size} bytes are too many`), entry.path);
    else {
      const text = readPlain(entry.path).toString('utf8');
      intake.take(yaml ? parseOsvYaml(text) : parseOsv(text), entry.path);
    }
    tick();
  }
};

const readFile = async (path: string, intake: Intake, tick: () => void): Promise<void> => {
  if (path.endsWith('.zip')) await readArchive(path, intake, tick);
  else if (/\.jsonl(\.gz)?$/.test(path)) readLines(path, intake, tick);
  else if (path.endsWith('.json')) intake.take(parseOsv(readPlain(path).toString('utf8')), path);
  else if (/\.ya?ml$/.test(path)) {
    const { parseOsvYaml } = await import('../osv/yaml.ts');
    intake.take(parseOsvYaml(readPlain(path).toString('utf8')), path);
  } else
    throw new StoreError(
      'no-advisories',
      `${shown(path)} is not among what can be imported: .zip, .json, .jsonl, .jsonl.gz, .yaml, or a directory of these`,
      { path },
    );
};

/**
 * Reads all records that a path holds into a collector, as one source named `name`: an OSV archive, JSON lines, a record, or a
 * directory of records, such as a checkout of the PyPA database. Throws StoreError `unusable-source`, HostError.
 */
export const readPath = async (
  path: string,
  name: string,
  collector: Collector,
  options: ReadOptions = {},
): Promise<void> => {
  const intake = collector.source(name);
  const tick = (): void => {
    if (options.signal?.aborted === true)
      throw new HostError('aborted', 'stopped; the advisory store is as it was', {
        cause: options.signal.reason,
      });
    options.onRecord?.();
  };
  const { kind } = lookAt(path);
  if (kind === 'directory') await readTree(path, intake, tick);
  else await readFile(path, intake, tick);
};
