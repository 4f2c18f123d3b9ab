import type { RepositoryView } from '../repository/view.ts';
import type { SourceFile } from '../repository/source.ts';
import type { YamlNode } from '../yaml/types.ts';
import type { CheckResult, Evidence, Score } from './types.ts';

export const MOST = 10;

export const decided = (score: number): Score => ({
  kind: 'decided',
  score: Math.trunc(Math.max(0, Math.min(MOST, score))),
});

/** Between two ends; where they are one, decided. */
export const between = (min: number, max: number): Score =>
  min === max ? decided(min) : { kind: 'interval', min, max };

export const INCONCLUSIVE: Score = { kind: 'inconclusive' };

/** What is not to be seen in a checkout. */
export const unseen = (reason: string, shownBy: string): CheckResult => ({
  score: between(0, MOST),
  reason,
  lost: [],
  shownBy,
});

/** Places that are told of one check: a hostile tree can lose a point in each of its lines. */
const TOLD = 100;

/** Evidence in order, the rest as a number. */
export const told = (all: readonly Evidence[]): readonly Evidence[] =>
  all.length <= TOLD ? all : [...all.slice(0, TOLD), { text: `and ${all.length - TOLD} more` }];

/** Where a byte of a file stands. */
export const evidenceAt = (file: SourceFile, byte: number, text: string): Evidence => ({
  path: file.path,
  line: file.positionAt(byte).line,
  text,
});

export const evidenceOf = (file: SourceFile, { range }: YamlNode, text: string): Evidence =>
  evidenceAt(file, range.start, text);

/** The first path that is one of these, compared without regard to case. */
export const pathAmong = ({ repository }: RepositoryView, names: ReadonlySet<string>): string | undefined =>
  repository.paths.find((path) => path.length < 100 && names.has(path.toLowerCase()));
