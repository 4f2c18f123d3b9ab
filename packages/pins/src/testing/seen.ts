import { mendFiles } from '../fix/mend.ts';
import { memoryRepository } from '../repository/memory.ts';
import type { Outside } from '../repository/outside.ts';
import { repositoryView } from '../repository/view.ts';
import type { Resolutions } from '../resolution/types.ts';
import type { Observation, PinRule, Undecided } from '../rules/rule.ts';
import { marked } from './marked.ts';

/** What a rule says of a repository whose one marked file is a workflow unless a path is given. */
export type Seen = {
  readonly found: readonly Observation[];
  readonly unknown: readonly Undecided[];
  /** The primary places, as text of the file. */
  readonly texts: readonly string[];
  readonly places: readonly { readonly start: number; readonly end: number }[];
  /** What the marks stood around. */
  readonly expected: readonly { readonly start: number; readonly end: number }[];
  /** The file after its safe mends; twice, for what was postponed. */
  readonly mended: string;
};

export const WORKFLOW_PATH = '.github/workflows/ci.yml';

export type SeenOptions = {
  readonly path?: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly resolutions?: Resolutions;
  readonly unsafe?: boolean;
  readonly outside?: Outside;
};

const mendedOnce = (
  rule: PinRule,
  path: string,
  text: string,
  { others = {}, resolutions, unsafe, outside }: SeenOptions,
): string => {
  const view = repositoryView(memoryRepository({ ...others, [path]: text }), resolutions, outside);
  const mends = [...rule.judge(view)].flatMap((one) =>
    one.kind === 'found' && one.mend !== undefined && (unsafe === true || one.mend.safety === 'safe')
      ? [one.mend]
      : [],
  );
  const mending = mendFiles(view.repository, mends);
  if (mending.refused.length > 0) throw new Error(mending.refused[0]?.reason);
  const file = mending.files.find((one) => one.path === path);
  return file === undefined ? text : Buffer.from(file.after).toString();
};

/** Judges a marked text by one rule. */
export const seen = (rule: PinRule, text: string, options: SeenOptions = {}): Seen => {
  const { path = WORKFLOW_PATH, others = {}, resolutions, outside } = options;
  const clean = marked(text);
  const view = repositoryView(memoryRepository({ ...others, [path]: clean.text }), resolutions, outside);
  const all = [...rule.judge(view)];
  const found = all.filter((one) => one.kind === 'found');
  const places = found.map(({ at }) => ('range' in at ? at.range : { start: -1, end: -1 }));
  const bytes = Buffer.from(clean.text);
  return {
    found,
    unknown: all.filter((one) => one.kind === 'unknown'),
    places,
    texts: places.map(({ start, end }) => bytes.subarray(start, end).toString()),
    expected: clean.ranges,
    mended: mendedOnce(rule, path, clean.text, options),
  };
};

/** A mend that is made leaves nothing to mend. */
export const mendedTwice = (rule: PinRule, text: string, options: SeenOptions = {}): string =>
  mendedOnce(rule, options.path ?? WORKFLOW_PATH, seen(rule, text, options).mended, options);
