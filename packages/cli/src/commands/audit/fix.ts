import { dirname, join } from 'node:path';
import {
  type AdvisoryStore,
  applyFixes,
  assessor,
  collectFile,
  type FixBench,
  type FixInput,
  type IndexData,
  NO_INDEX,
  onlineIndex,
  planFixes,
  type PreparedInput,
  prepareFixes,
} from '@custody/audit';
import { type Auditable, collectTarget } from '@custody/check';
import { count, type Report } from '@custody/findings';
import { createHttp, HostError, type HttpPort, readWhole } from '@custody/host';
import type { MarkerUniverse } from '@custody/python';
import type { CustodyContext } from '../../context.ts';
import { VERSION } from '../../version.ts';
import { diffsOf, fixText } from './fix-text.ts';

export type FixFlags = {
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly acceptUnproven: boolean;
  readonly indexUrl?: string;
};

export type FixRun = FixFlags & {
  /** What was audited: policy and VEX have had their say. */
  readonly report: Report;
  readonly targets: readonly Auditable[];
  /** Files that are a part of another input. */
  readonly included: readonly string[];
  readonly store: AdvisoryStore;
  readonly universe?: MarkerUniverse;
  readonly signal: AbortSignal;
};

const LARGEST = 256 * 1024 * 1024;

const readIfThere = (path: string): Uint8Array | undefined => {
  try {
    return readWhole(path, LARGEST, { followLinks: false });
  } catch (error) {
    if (error instanceof HostError && error.code === 'not-found') return undefined;
    throw error;
  }
};

/** A file with those it includes: which ones may be read was decided when it was audited. */
const inputOf = async (target: Auditable, { universe, signal }: FixRun): Promise<FixInput | undefined> => {
  if (target.kind !== 'dependencies' && target.kind !== 'source-tree') return undefined;
  const options = universe === undefined ? {} : { universe };
  const { input, included } = await collectTarget(target, { ...options, signal });
  const files = new Map([input.path, ...included].map((path) => [path, readWhole(path, LARGEST)] as const));
  const collected = await collectFile(input.path, files.get(input.path) ?? new Uint8Array(), {
    ...options,
    read: (path) => {
      const bytes = files.get(path);
      return bytes === undefined ? { kind: 'refused', reason: 'it was not read' } : { kind: 'bytes', bytes };
    },
  });
  const path = join(dirname(input.path), 'pyproject.toml');
  const bytes =
    collected.kind === 'requirements' || collected.kind === 'pyproject' ? undefined : readIfThere(path);
  return { collected, files, ...(bytes === undefined ? {} : { project: { path, bytes } }) };
};

const keyOf = (path: string, name: string, version: string, id: string): string =>
  JSON.stringify([path, name, version, id]);

/** Flaws that the report tells and nobody has accepted: those are to end. */
const wantedIn = ({ subjects }: Report): ReadonlySet<string> =>
  new Set(
    subjects.flatMap(({ subject, findings }) =>
      findings.flatMap(({ component, advisory, ignored }) =>
        component?.version === undefined || advisory === undefined || ignored !== undefined
          ? []
          : advisory.ids.map((id) => keyOf(subject.path, component.name, component.version ?? '', id)),
      ),
    ),
  );

const prepare = async (run: FixRun, index: IndexData): Promise<readonly PreparedInput[]> => {
  const parts = new Set(run.included);
  const inputs: FixInput[] = [];
  for (const target of run.targets) {
    if (parts.has(target.path)) continue;
    const input = await inputOf(target, run);
    if (input !== undefined) inputs.push(input);
  }
  const wanted = wantedIn(run.report);
  const bench: FixBench = {
    assess: assessor(run.store),
    index,
    now: new Date(`${run.report.today}T00:00:00Z`),
    wants: ({ name, version = '' }, { ids }, path) =>
      ids.some((id) => wanted.has(keyOf(path, name, version, id))),
    ...(run.universe === undefined ? {} : { universe: run.universe }),
  };
  run.signal.throwIfAborted();
  const plan = await planFixes(inputs, bench);
  return prepareFixes(plan, inputs, { ...bench, acceptUnproven: run.acceptUnproven });
};

const httpFor = ({ environment, clock }: CustodyContext): HttpPort =>
  createHttp({ environment, clock, version: VERSION });

/**
 * `custody audit --fix`: plans, says what it would do, and does it unless it is a dry run. The network is used for the index that a
 * person names, and for nothing else.
 */
export const runFixes = async (
  run: FixRun,
  context: CustodyContext,
  tell: (text: string | Uint8Array) => void,
): Promise<void> => {
  const http = run.indexUrl === undefined ? undefined : httpFor(context);
  try {
    const index =
      http === undefined || run.indexUrl === undefined
        ? NO_INDEX
        : onlineIndex({ http, index: run.indexUrl, signal: run.signal });
    const prepared = await prepare(run, index);
    tell(fixText(prepared));
    if (run.dryRun) {
      for (const diff of diffsOf(prepared)) tell(diff);
      return;
    }
    const written = await applyFixes(prepared);
    if (written.length > 0)
      tell(`Changed ${count(written.length, 'file')}. Audit again to see what is left.\n`);
  } finally {
    http?.close();
  }
};
