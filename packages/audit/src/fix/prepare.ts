import { applySplices, unifiedDiff } from '@custody/findings';
import type { MarkerUniverse } from '@custody/python';
import { collectFile } from '../collect/index.ts';
import {
  editKey,
  editPylock,
  editPyproject,
  editRequirements,
  type FileEdit,
  type Splice,
  type VersionEdit,
} from '../edit/index.ts';
import type { Assessor } from '../flaw/index.ts';
import type { IndexData } from '../index-data/index.ts';
import { sameVersion } from './graph.ts';
import type { FixInput } from './input.ts';
import type { FixPlan, InputPlan } from './types.ts';

/** A file as it was read and as it is to be. */
export type PreparedFile = {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** A unified diff of its bytes, as `patch -p1` reads it. */
  readonly diff: Uint8Array;
};

/** What is to become of one input. */
export type PreparedInput = { readonly plan: InputPlan } & (
  | { readonly kind: 'edits'; readonly files: readonly PreparedFile[] }
  /** Nothing of it is written: why, as whole sentences. */
  | { readonly kind: 'refused'; readonly reasons: readonly [string, ...string[]] }
  /** There is nothing to write here: no move, or another tool's to make. */
  | { readonly kind: 'left' }
);

export type PrepareBench = {
  readonly assess: Assessor;
  readonly index: IndexData;
  readonly universe?: MarkerUniverse;
  /** Write moves too of which nobody can promise that they fit: whoever says so will find out. */
  readonly acceptUnproven?: boolean;
};

type Edits = ReadonlyMap<string, readonly Splice[]>;

const editFile = (
  { collected }: FixInput,
  [path, bytes]: readonly [string, Uint8Array],
  edits: readonly VersionEdit[],
  index: IndexData,
): Promise<FileEdit> => {
  if (collected.kind === 'pyproject') return editPyproject(path, bytes, edits);
  return collected.kind === 'pylock'
    ? editPylock(path, bytes, edits, index)
    : editRequirements(path, bytes, edits, index);
};

/** The edits of all files of an input, or why there can be none. */
const editAll = async (
  input: FixInput,
  { moves }: InputPlan,
  index: IndexData,
): Promise<Edits | readonly string[]> => {
  const edits = new Map<string, readonly Splice[]>();
  const made = new Set<string>();
  const reasons: string[] = [];
  for (const file of input.files) {
    const edit = await editFile(input, file, moves, index);
    if (edit.kind === 'refused') reasons.push(edit.reason);
    else {
      for (const key of edit.made) made.add(key);
      if (edit.splices.length > 0) edits.set(file[0], edit.splices);
    }
  }
  if (reasons.length > 0) return reasons;
  const lost = moves.filter((move) => !made.has(editKey(move)));
  return lost.length > 0
    ? lost.map(({ name, from }) => `No place that can be edited pins ${name} ${from}.`)
    : edits;
};

/** Collects the input again as it would be, and holds it against the advisories: what is promised must come true. */
const auditAgain = async (
  input: FixInput,
  { moves }: InputPlan,
  files: ReadonlyMap<string, Uint8Array>,
  { assess, universe }: PrepareBench,
): Promise<readonly string[]> => {
  const { collected } = input;
  const { path } = collected.input;
  if (collected.kind === 'unknown') return ['It is nothing that can be audited again.'];
  const again = await collectFile(path, files.get(path) ?? new Uint8Array(), {
    kind: collected.kind,
    read: (other) => {
      const bytes = files.get(other);
      return bytes === undefined ? { kind: 'refused', reason: 'it was not read' } : { kind: 'bytes', bytes };
    },
    ...(universe === undefined ? {} : { universe }),
  });
  const faults: string[] = [];
  const names = (name: string, version: string): ReadonlySet<string> =>
    new Set(assess({ ecosystem: 'PyPI', name, version }).flaws.map(({ ids: [first] }) => first));
  for (const { name, from, to, ends } of moves) {
    const versions = again.subjects.flatMap((one) => (one.name === name ? (one.version ?? []) : []));
    if (!versions.some((version) => sameVersion(version, to)))
      faults.push(`After the edit ${name} would not be ${to}.`);
    if (versions.some((version) => sameVersion(version, from)))
      faults.push(`After the edit ${name} ${from} would still be there.`);
    const [old, now] = [names(name, from), names(name, to)];
    for (const id of now)
      if (!old.has(id) || ends.includes(id)) faults.push(`${name} ${to} has ${id}: the plan is wrong.`);
  }
  const moved = new Set(moves.map(({ name }) => name));
  const others = (subjects: typeof again.subjects): string =>
    JSON.stringify(subjects.flatMap(({ key, name }) => (moved.has(name) ? [] : [key])).sort());
  if (others(collected.subjects) !== others(again.subjects))
    faults.push('After the edit other packages would not be what they were.');
  return faults;
};

const refuse = (plan: InputPlan, [first, ...rest]: readonly string[]): PreparedInput => ({
  kind: 'refused',
  plan,
  reasons: [first ?? 'It cannot be edited.', ...rest],
});

const prepareInput = async (
  input: FixInput,
  plan: InputPlan,
  bench: PrepareBench,
): Promise<PreparedInput> => {
  if (plan.moves.length === 0 || plan.way.kind !== 'edit') return { kind: 'left', plan };
  if (plan.unproven.length > 0 && bench.acceptUnproven !== true) return refuse(plan, plan.unproven);
  const edits = await editAll(input, plan, bench.index);
  if (!(edits instanceof Map)) return refuse(plan, edits as readonly string[]);
  const after = new Map(
    [...input.files].map(([path, bytes]) => [path, applySplices(bytes, (edits as Edits).get(path) ?? [])]),
  );
  const faults = await auditAgain(input, plan, after, bench);
  if (faults.length > 0) return refuse(plan, faults);
  const files = [...(edits as Edits)].map(([path, splices]): PreparedFile => {
    const before = input.files.get(path) ?? new Uint8Array();
    return { path, before, after: after.get(path) ?? before, diff: unifiedDiff(path, before, splices) };
  });
  return { kind: 'edits', plan, files };
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * Makes the edits of a plan, in memory: bytes outside of them are kept, hashes come from the index or the edit is refused, and what
 * would be written is collected and audited again before anybody writes it. An input is edited whole or not at all; of two that
 * would change one file in two ways, the second waits for the next run. Writes nothing.
 */
export const prepareFixes = async (
  { inputs: plans }: FixPlan,
  inputs: readonly FixInput[],
  bench: PrepareBench,
): Promise<readonly PreparedInput[]> => {
  const prepared: PreparedInput[] = [];
  const taken = new Map<string, Uint8Array>();
  for (const [at, plan] of plans.entries()) {
    const input = inputs[at];
    if (input === undefined) continue;
    const one = await prepareInput(input, plan, bench);
    const files = one.kind === 'edits' ? one.files : [];
    const clash = files.find(({ path, after }) => {
      const held = taken.get(path);
      return held !== undefined && !sameBytes(held, after);
    });
    if (clash !== undefined) {
      prepared.push(refuse(plan, [`${clash.path} is changed for another input already: run again.`]));
      continue;
    }
    for (const { path, after } of files) taken.set(path, after);
    prepared.push(one);
  }
  return prepared;
};
